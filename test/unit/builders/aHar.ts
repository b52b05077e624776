import { challengeLine } from './aKeyVaultTrace.ts';

/** One entry of a HAR with every field that readers look at. */
export const aHarEntry = (part: {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly at?: string;
}): Record<string, unknown> => ({
  startedDateTime: part.at ?? '2026-03-04T09:15:02.100Z',
  time: 0,
  request: {
    method: part.method ?? 'GET',
    url: part.url ?? 'https://kv-one.vault.azure.net/secrets/db?api-version=7.6',
    headers: pairs(part.requestHeaders ?? {}),
  },
  response: {
    status: part.status ?? 200,
    statusText: '',
    headers: pairs({ 'x-ms-keyvault-region': 'westeurope', 'content-type': 'application/json', ...part.responseHeaders }),
    content: { size: 0, mimeType: 'application/json', text: part.text ?? '' },
  },
});

export const challenged = (part: Parameters<typeof aHarEntry>[0] = {}): Record<string, unknown> =>
  aHarEntry({
    status: 401,
    responseHeaders: { 'WWW-Authenticate': challengeLine },
    text: '{"error":{"code":"Unauthorized","message":"AKV10000: Request is missing a Bearer or PoP token."}}',
    ...part,
  });

export const tokenCall = (part: Parameters<typeof aHarEntry>[0] = {}): Record<string, unknown> =>
  aHarEntry({ method: 'POST', url: 'https://login.microsoftonline.com/t/oauth2/v2.0/token', text: '{"access_token":"x"}', ...part });

export const withToken = (part: Parameters<typeof aHarEntry>[0] = {}): Record<string, unknown> =>
  aHarEntry({ requestHeaders: { Authorization: 'Bearer x' }, ...part });

export const aHar = (entries: readonly unknown[]): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } });

const pairs = (headers: Readonly<Record<string, string>>) => Object.entries(headers).map(([name, value]) => ({ name, value }));
