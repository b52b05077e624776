import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { EvidenceError } from '../../../src/core/evidence/evidenceError.ts';
import { evidenceMarkdown } from '../../../src/core/evidence/evidenceMarkdown.ts';
import { explainEvidence } from '../../../src/core/evidence/explainEvidence.ts';
import { translator } from '../../../src/core/model/translate.ts';
import { aHar, aHarEntry, challenged, tokenCall, withToken } from '../builders/aHar.ts';
import { doors, explain, runsOf } from './explainForTest.ts';

const other = 'https://kv-two.vault.azure.net/secrets/other?api-version=7.6';
const denied = '{"error":{"code":"Forbidden","message":"no","innererror":{"code":"ForbiddenByRbac"}}}';

describe('the requests of a HAR', () => {
  const cases: readonly (readonly [name: string, entries: readonly unknown[], runs: readonly string[]])[] = [
    ['a handshake is one request', [challenged(), tokenCall(), withToken()], ['expected 0,1,2 benign-challenge']],
    ['a cached token is one call', [withToken(), withToken()], ['expected 0', 'expected 1']],
    ['a REST client brings its token', [tokenCall(), withToken()], ['expected 0,1']],
    [
      'two vaults share a token',
      [challenged(), tokenCall(), withToken(), challenged({ url: other }), withToken({ url: other })],
      ['expected 0,1,2 benign-challenge', 'expected 3,4 benign-challenge'],
    ],
    [
      'parallel first requests do not mix',
      [challenged(), challenged({ url: other }), tokenCall(), tokenCall(), withToken({ url: other }), withToken()],
      ['expected 0,2,5 benign-challenge', 'expected 1,3,4 benign-challenge'],
    ],
    [
      'a denial after the handshake is the denial',
      [challenged(), tokenCall(), withToken({ status: 403, text: denied })],
      ['failure 0,1,2 rbac-role-missing'],
    ],
    [
      'a refused token call outranks the challenge before it',
      [challenged(), tokenCall({ status: 401, text: '{"error":"invalid_client","error_description":"AADSTS7000222: expired"}' })],
      ['failure 0,1 client-secret-expired'],
    ],
    ['a client that gives up', [challenged()], ['failure 0 missing-token']],
    [
      'clients with different names are told apart',
      [
        challenged({ requestHeaders: { 'User-Agent': 'a' } }),
        withToken({ requestHeaders: { 'User-Agent': 'b', Authorization: 'Bearer x' } }),
      ],
      ['failure 0 missing-token', 'expected 1'],
    ],
    [
      'an hour later is another request',
      [challenged(), withToken({ at: '2026-03-04T10:20:00Z' })],
      ['failure 0 missing-token', 'expected 1'],
    ],
    [
      'a retry belongs to what it repeats',
      [withToken({ status: 429, text: '{"error":{"code":"Throttled","message":"slow down"}}' }), withToken()],
      ['expected 0,1'],
    ],
    [
      'what is not ours belongs to no request, and keeps its number',
      [
        { ...aHarEntry({ url: 'https://example.com/logo.svg' }), response: { status: 200 } },
        aHarEntry({ url: 'data:text/plain,x' }),
        withToken(),
      ],
      ['expected 2'],
    ],
    ['a recorder that drops credentials', [challenged(), aHarEntry({})], ['expected 0,1 benign-challenge']],
  ];
  test.each(cases)('%s', (_, entries, runs) => {
    expect(runsOf(explain(aHar(entries)))).toEqual(runs);
  });

  test('the worst verdict and the findings of failures stand first', () => {
    const report = explain(aHar([challenged(), tokenCall(), withToken(), withToken({ url: other, status: 403, text: denied })]));
    expect(report.verdict).toBe('failure');
    expect(report.findings.map(finding => finding.cause)).toEqual(['rbac-role-missing', 'benign-challenge']);
    expect(report.findings[0]?.evidence[0]?.exchange).toBe(3);
  });

  test('the token of a call is judged', () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'RS256' })}.${part({ aud: 'https://vault.azure.net/' })}.canarycanarycanary`;
    const text = '{"error":{"code":"Unauthorized","message":"AKV10022: Invalid audience."}}';
    const report = explain(aHar([withToken({ status: 401, text, requestHeaders: { Authorization: `Bearer ${token}` } })]));
    expect(report.findings[0]?.cause).toBe('wrong-audience-trailing-slash');
    expect(JSON.stringify(report)).not.toContain('canary');
  });

  test('a long body in base64, with line breaks, is read as far as it counts', () => {
    const denial = Buffer.from(`${denied}${' '.repeat(200_000)}`)
      .toString('base64')
      .replace(/(.{75})/g, '$1\n');
    const entry = withToken({ status: 403, text: denial }) as { response: { content: object } };
    const packed = { ...entry, response: { ...entry.response, content: { ...entry.response.content, encoding: 'base64' } } };
    expect(explain(aHar([packed])).verdict).toBe('failure');
  });

  test('a broken call is named by the recorder’s word', () => {
    const entry = { ...aHarEntry({ status: 0 }), _error: 'net::ERR_NAME_NOT_RESOLVED' };
    expect(runsOf(explain(aHar([entry])))).toEqual(['failure 0 dns-vault-not-found']);
  });

  test('a client that is built anew for each call is told so, with the count', () => {
    const report = explain(aHar(Array.from({ length: 4 }, () => [challenged(), withToken()]).flat()));
    expect(report.handshake?.paragraphs.join(' ')).toMatch(/4 challenges stand against 4 served calls: a client is built anew/);
  });
});

const folder = new URL('../../../../shared/recordings/', import.meta.url);
const present = existsSync(folder);
if (!present) console.log('skipped: ../shared/recordings is absent');

describe.skipIf(!present)('recordings of the real services', () => {
  const expected: Readonly<Record<string, readonly [verdict: string, causes: string]>> = {
    'arm-403-authorization-failed.har': ['failure', 'control-plane-denied'],
    'arm-create-vault-with-network-rules.har': ['expected', ''],
    'arm-keyvault-diagnostic-settings.har': ['expected', ''],
    'arm-list-vaults-then-keys-three-vaults.har': ['expected', 'benign-challenge'],
    'azure-cli-secret-copy-two-vaults.har': ['failure', 'object-not-found benign-challenge'],
    'curl-403-forbidden-by-rbac-private-link.har': ['failure', 'rbac-role-missing'],
    'custodian-managed-storage-accounts.har': ['expected', 'benign-challenge'],
    'custodian-secrets-login-windows-net.har': ['expected', 'benign-challenge'],
    'custodian-two-vaults-rotation-policy.har': ['expected', 'benign-challenge'],
    'entra-401-invalid-client-secret.har': ['failure', 'client-secret-invalid'],
    'graph-401-realm-challenge-then-token.har': ['unknown', ''],
    'java-403-secret-disabled.har': ['failure', 'secret-disabled benign-challenge'],
    'java-404-contacts-not-found.har': ['failure', 'object-not-found benign-challenge'],
    'java-certificate-csr-pending.har': ['failure', 'object-not-found benign-challenge'],
    'java-no-challenge-cache.har': ['expected', 'benign-challenge'],
    'java-paging-secret-versions.har': ['failure', 'object-not-found benign-challenge'],
    'java-secret-two-vaults-same-token.har': ['expected', 'benign-challenge'],
    'js-409-object-is-being-deleted.har': ['failure', 'recover-in-progress benign-challenge'],
    'js-managed-hsm-backup-202.har': ['expected', 'benign-challenge'],
    'js-managed-hsm-challenge-then-400.har': ['failure', ''],
    'js-parallel-first-requests.har': ['expected', 'benign-challenge'],
    'net-cross-tenant-put-secret.har': ['expected', 'benign-challenge'],
    'net-fluent-arm-vault-then-secrets-double-slash.har': ['expected', ''],
  };
  for (const file of present ? readdirSync(folder).filter(name => name.endsWith('.har')) : [])
    test(file, () => {
      const { verdict, findings } = explain(readFileSync(new URL(file, folder)), file);
      const causes = [...new Set(findings.map(finding => finding.cause))].join(' ');
      expect([verdict, causes]).toEqual(expected[file]);
    });
});

describe('bad HARs', () => {
  const entry = aHarEntry({});
  const { request, response } = entry as { request: object; response: object };
  const bad: readonly unknown[] = [
    // Not the shape of a HAR.
    ...[null, 1, 'x', [], true, {}].map(log => ({ log })),
    ...[null, 1, 'x', {}, true].map(entries => ({ log: { entries } })),
    { log: { entries: [] } },
    ...[null, 1, 'x', [], {}].map(item => ({ log: { entries: [item] } })),
    ...[null, 1, 'x', []].map(value => ({ log: { entries: [{ ...entry, request: value }] } })),
    ...[null, 1, 'x', []].map(value => ({ log: { entries: [{ ...entry, response: value }] } })),
    ...[null, 1, '', 'G E T', 'GET\r\nX: y', 'A'.repeat(99)].map(method => ({
      log: { entries: [{ ...entry, request: { ...request, method } }] },
    })),
    ...[null, 1, '', '/secrets', 'no url', {}].map(url => ({ log: { entries: [{ ...entry, request: { ...request, url } }] } })),
    ...[null, '200', 1.5, -1, 1000, {}].map(status => ({ log: { entries: [{ ...entry, response: { ...response, status } }] } })),
    ...[null, 1, 'x', {}, [null], [{}], [{ name: 1, value: 'x' }], [{ name: 'x' }]].map(headers => ({
      log: { entries: [{ ...entry, response: { ...response, headers } }] },
    })),
    ...[null, 1, 'x', { text: 1 }, { text: '%%%', encoding: 'base64' }].map(content => ({
      log: { entries: [{ ...entry, response: { ...response, content } }] },
    })),
    ...[1, 'yesterday', {}].map(startedDateTime => ({ log: { entries: [{ ...entry, startedDateTime }] } })),
    { log: { entries: Array.from({ length: 5001 }, () => entry) } },
  ];
  const texts: readonly string[] = [
    ...bad.map(value => JSON.stringify(value)),
    '{"log":',
    '{"log":{"entries":[',
    aHar([entry]).slice(0, -3),
    `${aHar([entry])}}`,
    `{"log":${'['.repeat(100_000)}`,
    `{"log":${'{"a":'.repeat(5000)}1${'}'.repeat(5001)}`,
    'not json',
    '<html></html>',
    '',
    '   ',
    'null',
    '\u0000\u0000',
  ];

  test.each(texts.map((text, index) => [index, text] as const))('number %i ends in a named error', (_, text) => {
    const found = ((): unknown => {
      try {
        return explain(text, 'bad.har');
      } catch (error) {
        return error;
      }
    })();
    expect(found).toBeInstanceOf(EvidenceError);
    expect((found as EvidenceError).code).toMatch(/^KV_/);
    expect((found as EvidenceError).message.length).toBeLessThan(300);
  });

  test('there are at least sixty of them', () => expect(texts.length).toBeGreaterThanOrEqual(60));
});

describe('bodies that a recorder kept packed', () => {
  const text = '{"error":{"code":"Forbidden","message":"no","innererror":{"code":"SecretDisabled"}}}';
  const zstd = 'zstdCompressSync' in zlib ? zlib.zstdCompressSync(text) : null;
  const recorded = (bytes: Uint8Array, coding: string, status = 403) => {
    const entry = withToken({ status, responseHeaders: { 'content-encoding': coding } });
    const content = { size: 0, mimeType: 'application/json', encoding: 'base64', text: Buffer.from(bytes).toString('base64') };
    return aHar([{ ...entry, response: { ...(entry['response'] as object), content } }]);
  };
  for (const [coding, bytes, causes] of [
    ['gzip', zlib.gzipSync(text), 'secret-disabled'],
    ['deflate', zlib.deflateSync(text), 'secret-disabled'],
    ['br', zlib.brotliCompressSync(text), 'secret-disabled'],
    ['BR', zlib.brotliCompressSync(text), 'secret-disabled'],
    ['gzip, br', zlib.brotliCompressSync(zlib.gzipSync(text)), 'secret-disabled'],
    ['br (already unpacked)', Buffer.from(text), 'secret-disabled'],
    ['br', Buffer.from([0xff, 0xfe, 1, 2, 3]), 'http-bad-encoding'],
    ['compress', Buffer.from([0x1f, 0x9d, 0x90]), 'http-unread-encoding'],
    ['zstd', zstd ?? Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), zstd === null ? 'http-unread-encoding' : 'secret-disabled'],
  ] as const)
    test(`${coding}: ${causes}`, () =>
      expect(runsOf(explain(recorded(bytes, coding.replace(/ \(.*/, '')), 'a.har'))).toEqual([`failure 0 ${causes}`]));

  test('a runtime without the coding says so', () => {
    const bytes = new TextEncoder().encode(recorded(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), 'zstd'));
    const [finding] = explainEvidence(bytes, 'a.har', { ...doors, unpack: () => undefined }).findings;
    expect([finding?.cause, finding?.evidence[0]?.value]).toEqual(['http-unread-encoding', expect.stringContaining('zstd')]);
  });

  test('a good answer needs no body', () => {
    expect(runsOf(explain(recorded(Buffer.from([0x1f, 0x9d, 0x90]), 'compress', 200), 'a.har'))).toEqual(['expected 0']);
  });

  test('a small body that unpacks to a huge one is not unpacked', () => {
    const bomb = zlib.brotliCompressSync(Buffer.alloc(32 * 1024 * 1024), { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } });
    expect(runsOf(explain(recorded(bomb, 'br'), 'a.har'))).toEqual(['failure 0 http-bad-encoding']);
  });
});

describe('the report as a document', () => {
  const report = explain(aHar([challenged(), tokenCall(), withToken({ status: 403, text: denied })]), 'a.har');

  test('in English, unless said otherwise', () => {
    const text = evidenceMarkdown(report);
    expect(text).toContain('# Why Key Vault answered this way\n\n**It failed.**');
    expect(text).toContain('## No role allows this on the vault');
  });

  test('in the reader’s language, with the same evidence and commands', () => {
    const read = (file: string) => JSON.parse(readFileSync(`l10n/${file}`, 'utf8'));
    const text = evidenceMarkdown(report, translator(read('bundle.l10n.de.json')), read('causes.de.json'));
    expect(text).toContain('**Es ist fehlgeschlagen.**');
    expect(text).toContain('## Keine Rolle erlaubt das auf dem Tresor');
    expect(text).toContain('az role assignment create --role "Key Vault Secrets User"');
    // The titles of the official pages stay as they are.
    expect(text.replace(/^- \[.*$/gm, '')).not.toMatch(/\b(?:the|and|call \d)\b/);
  });
});
