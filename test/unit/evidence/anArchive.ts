import { strToU8, type Zippable, zipSync } from 'fflate';

const challenge =
  'HTTP/1.1 401 Unauthorized\r\nx-ms-keyvault-region: westeurope\r\nDate: Wed, 04 Mar 2026 09:15:02 GMT\r\nWWW-Authenticate: Bearer authorization="https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111", resource="https://vault.azure.net"\r\n\r\n';
const denied =
  'HTTP/1.1 403 Forbidden\r\nx-ms-keyvault-region: westeurope\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n' +
  '51\r\n{"error":{"code":"Forbidden","message":"no","innererror":{"code":"ForbiddenByRbac"\r\n3\r\n}}}\r\n0\r\n\r\n';
const url = 'https://kv-one.vault.azure.net/secrets/db?api-version=7.6';
const meta = (at: string): string =>
  `<?xml version="1.0"?><Session SID="1"><SessionTimers ClientBeginRequest="2026-03-04T09:15:${at}.1+00:00" /><SessionFlags><SessionFlag N="x-processinfo" V="dotnet:4711" /></SessionFlags></Session>`;

/** The files of a Fiddler session archive: tunnel, challenge, token, denial. */
export const sazFiles: Readonly<Record<string, string>> = {
  '[Content_Types].xml': '<Types/>',
  '_index.htm': '<html></html>',
  'raw/1_c.txt': 'CONNECT kv-one.vault.azure.net:443 HTTP/1.1\r\nHost: kv-one.vault.azure.net:443\r\n\r\n',
  'raw/1_s.txt': 'HTTP/1.1 200 Connection Established\r\n\r\n',
  'raw/2_c.txt': `GET ${url} HTTP/1.1\r\nHost: kv-one.vault.azure.net\r\n\r\n`,
  'raw/2_s.txt': challenge,
  'raw/2_m.xml': meta('02'),
  'raw/3_c.txt': 'POST https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/oauth2/v2.0/token HTTP/1.1\r\n\r\na=b',
  'raw/3_s.txt': 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"access_token":"x"}',
  'raw/3_m.xml': meta('03'),
  'raw/10_c.txt': `GET ${url} HTTP/1.1\r\nAuthorization: Bearer canary-token\r\n\r\n`,
  'raw/10_s.txt': denied,
  'raw/10_m.xml': meta('04'),
};

export const anArchive = (files: Readonly<Record<string, string>> = sazFiles, level: 0 | 6 = 6): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])) as Zippable, {
    level,
    mtime: '2026-03-04T00:00:00Z',
  });

/** A copy with some bytes replaced at the n-th place of a mark, counted from the mark's first byte. */
export function patched(archive: Uint8Array, mark: readonly number[], offset: number, bytes: readonly number[], nth = 0): Uint8Array {
  const copy = archive.slice();
  let seen = 0;
  for (let at = 0; at + mark.length <= copy.length; at++) {
    if (!mark.every((byte, index) => copy[at + index] === byte) || seen++ !== nth) continue;
    copy.set(bytes, at + offset);
    return copy;
  }
  throw new Error('the archive has no such place');
}

export const marks = { local: [0x50, 0x4b, 3, 4], directory: [0x50, 0x4b, 1, 2], end: [0x50, 0x4b, 5, 6] } as const;
