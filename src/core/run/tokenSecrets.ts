import { Secret } from '../model/secret.ts';
import type { WireResponse } from '../model/wire.ts';

const fields = ['access_token', 'refresh_token', 'id_token', 'client_assertion', 'device_code'] as const;

/** The secrets in the answer of a token endpoint, found before the answer is recorded anywhere. */
export function tokenSecrets(response: WireResponse): readonly Secret[] {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(response.body.bytes));
  } catch {
    // A page of a proxy, or a cut body: no field of it can be read, so none can be a token that we use.
    return [];
  }
  if (typeof json !== 'object' || json === null) return [];
  return fields.flatMap(field => {
    const value: unknown = Reflect.get(json, field);
    return typeof value === 'string' && value.length > 0 ? [new Secret(value)] : [];
  });
}
