import { describe, expect, test } from 'vitest';
import { explained } from './explainText.ts';

const vault = 'https://contoso.vault.azure.net';
const codes = (text: string) => explained(text).map(({ code }) => code);

/** What a request has wrong, and the assertions that say it is meant. */
const table: readonly (readonly [code: string, text: string, ...meant: readonly string[]])[] = [
  ['api-version-missing', `GET ${vault}/secrets/a\n`, 'status == 400', 'status == 401', 'cause == api-version-unsupported'],
  ['api-version-unknown', `GET ${vault}/secrets/a?api-version=7.66\n`, 'status == 400', 'cause == api-version-unsupported'],
  ['body-not-expected', `GET ${vault}/secrets/a?api-version=7.6\n\n{"a":1}\n`, 'status == 400'],
  ['timestamp-milliseconds', `PUT ${vault}/secrets/a?api-version=7.6\n\n{"attributes":{"exp":1795305600000}}\n`, 'status == 400'],
  [
    'resource-trailing-slash',
    `# @flow rest\n# @resource https://vault.azure.net/\nGET ${vault}/secrets/a?api-version=7.6\n`,
    'status == 401',
    'cause == wrong-audience-trailing-slash',
  ],
  ['scope-form', `# @flow rest\n# @scope https://vault.azure.net\nGET ${vault}/secrets/a?api-version=7.6\n`, 'status == 400'],
];

describe.each(table)('%s', (code, text, ...meant) => {
  test.each(meant)('is meant with "?? %s"', assertion => expect(codes(`${text}\n?? ${assertion}\n`)).toEqual([]));
  test.each(['status == 200', 'status != 200', 'status == 403', 'cause == rbac-role-missing'])('is told with "?? %s"', assertion =>
    expect(codes(`${text}\n?? ${assertion}\n`)).toEqual([code]),
  );
});

describe('a body on GET', () => {
  const search = (host: string) => `GET https://${host}/a/_search\n\n{"query":{}}\n`;
  test.each(['es.example.com', 'localhost:9200'])('is read by another service: %s', host => expect(codes(search(host))).toEqual([]));
  test('is told of Resource Manager by its name', () => {
    const [advice] = explained(
      'GET https://management.azure.com/subscriptions/1/providers/Microsoft.KeyVault/vaults?api-version=2026-02-01\n\n{}\n',
    );
    expect(advice?.message).toContain('for Resource Manager');
  });
  test('is told of a configured vault of any host', () => {
    const vaults = [{ name: 'local', url: 'https://localhost:8443', credential: 'app' }];
    expect(explained('GET https://localhost:8443/secrets/a?api-version=7.6\n\n{}\n', { vaults }).map(({ code }) => code)).toEqual([
      'body-not-expected',
    ]);
  });
});
