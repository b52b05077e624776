import type { JsonObject, JsonValue } from '../../../core/model/tokenFacts.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { objectOrEmpty, readJsonObject } from '../../http/readJsonObject.ts';
import type { Call, Operation, Permission } from '../operation.ts';
import { page } from '../paging.ts';
import { badParameter, invalidProperty, notJson, refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';

/** A certificate authority that a vault may order from; what becomes of an order is decided in pendingCertificate.ts. */
export interface CertificateIssuer {
  readonly name: string;
  readonly provider: string;
  readonly accountId: string | undefined;
  readonly organization: JsonValue | undefined;
  readonly enabled: boolean;
  /** Epoch seconds. */
  readonly created: number;
  readonly updated: number;
}

const collection = 'certificates/issuers';
const path = `${collection}/{issuer}`;
const allowed = (word: string, action: string): Permission => ({ kind: 'certificates', word, action: `certificatecas/${action}` });

export const issuerOperations: readonly Operation[] = [
  { method: 'GET', path: collection, permission: allowed('listissuers', 'read'), run: list },
  { method: 'GET', path, permission: allowed('getissuers', 'read'), run: get },
  { method: 'PUT', path, permission: allowed('setissuers', 'write'), run: set },
  { method: 'PATCH', path, permission: allowed('setissuers', 'write'), run: update },
  { method: 'DELETE', path, permission: allowed('deleteissuers', 'delete'), run: remove },
];

function list(call: Call, { issuers }: VaultObjects): Answer {
  const sorted = [...issuers.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  const show = ({ name, provider }: CertificateIssuer): object => ({ id: `${call.origin}/${collection}/${name}`, provider });
  return page(call, collection, sorted, ({ name }) => name.toLowerCase(), show);
}

function get(call: Call, objects: VaultObjects): Answer {
  const issuer = find(call, objects);
  return issuer === undefined ? none : jsonAnswer(200, shown(call, issuer));
}

function set(call: Call, objects: VaultObjects): Answer {
  const { issuer: name = '' } = call.params;
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) return badParameter(`The request URI contains an invalid name: ${name}`);
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  if (typeof body.provider !== 'string' || body.provider === '') return invalidProperty('provider');
  const seconds = Math.floor(call.now / 1000);
  const created = find(call, objects)?.created ?? seconds;
  const blank = { name, provider: body.provider, accountId: undefined, organization: undefined, enabled: true, created, updated: seconds };
  return keep(call, objects, changed(blank, body, seconds));
}

function update(call: Call, objects: VaultObjects): Answer {
  const issuer = find(call, objects);
  if (issuer === undefined) return none;
  const body = readJsonObject(call.body);
  return body === undefined ? notJson : keep(call, objects, changed(issuer, body, Math.floor(call.now / 1000)));
}

function remove(call: Call, objects: VaultObjects): Answer {
  const issuer = find(call, objects);
  if (issuer === undefined) return none;
  objects.issuers.delete(issuer.name.toLowerCase());
  return jsonAnswer(200, shown(call, issuer));
}

// @unverified The code is recorded, the sentence is not.
const none = refuse(404, 'CertificateIssuerNotFound', 'Issuer not found');

const find = ({ params }: Call, { issuers }: VaultObjects): CertificateIssuer | undefined =>
  issuers.get((params.issuer ?? '').toLowerCase());

function keep(call: Call, { issuers }: VaultObjects, issuer: CertificateIssuer): Answer {
  issuers.set(issuer.name.toLowerCase(), issuer);
  return jsonAnswer(200, shown(call, issuer));
}

function changed(before: CertificateIssuer, body: JsonObject, seconds: number): CertificateIssuer {
  const credentials = objectOrEmpty(body.credentials);
  const attributes = objectOrEmpty(body.attributes);
  return {
    ...before,
    provider: typeof body.provider === 'string' ? body.provider : before.provider,
    accountId: typeof credentials.account_id === 'string' ? credentials.account_id : before.accountId,
    organization: body.org_details ?? before.organization,
    enabled: typeof attributes.enabled === 'boolean' ? attributes.enabled : before.enabled,
    updated: seconds,
  };
}

/** The password that a caller set is never told. */
function shown({ origin }: Call, issuer: CertificateIssuer): object {
  const { name, provider, accountId, organization, enabled, created, updated } = issuer;
  return {
    id: `${origin}/${collection}/${name}`,
    provider,
    credentials: accountId === undefined ? undefined : { account_id: accountId },
    org_details: organization,
    attributes: { enabled, created, updated },
  };
}
