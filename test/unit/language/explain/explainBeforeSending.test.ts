import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainBeforeSending } from '../../../../src/core/language/explain/explainBeforeSending.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { type ExplainCase, expectAdvice, explained, someFacts } from './explainText.ts';

const vault = 'https://contoso.vault.azure.net';
const get = `GET ${vault}/secrets/a?api-version=7.6`;
const rest = (line: string, target = get) => `# @flow rest\n# ${line}\n${target}\n`;
const token = (exp: number) =>
  `eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.${Buffer.from(JSON.stringify({ aud: 'https://vault.azure.net', exp })).toString('base64url')}.c2ln`;

const cases: readonly ExplainCase[] = [
  {
    what: 'a slash at the end of the resource',
    text: rest('@resource https://vault.azure.net/'),
    codes: ['resource-trailing-slash'],
    at: 'https://vault.azure.net/',
    fixed: '@resource https://vault.azure.net\n',
  },
  { what: 'the right resource', text: rest('@resource https://vault.azure.net'), codes: [] },
  { what: 'the app id of the service', text: rest('@resource cfa8b339-82a2-471a-a3c9-0fc0be7a4093'), codes: [] },
  {
    what: 'the address of the vault as resource',
    text: rest(`@resource ${vault}`),
    codes: ['resource-vault-host'],
    fixed: '@resource https://vault.azure.net\n',
  },
  {
    what: 'the management plane as resource',
    text: rest('@resource https://management.azure.com/'),
    codes: ['resource-management'],
    fixed: '@resource https://vault.azure.net\n',
  },
  {
    what: 'a vault token for the management plane',
    text: rest(
      '@resource https://vault.azure.net',
      'GET https://management.azure.com/subscriptions/1/providers/Microsoft.KeyVault/vaults?api-version=2026-02-01',
    ),
    codes: ['resource-mismatch'],
    fixed: '@resource https://management.azure.com\n',
  },
  {
    what: 'a management token for the management plane, with its slash',
    text: rest(
      '@resource https://management.azure.com/',
      'GET https://management.azure.com/subscriptions/1/providers/Microsoft.KeyVault/vaults?api-version=2026-02-01',
    ),
    codes: [],
  },
  {
    what: 'a resource of another cloud',
    text: rest('@resource https://vault.azure.cn'),
    codes: ['wrong-cloud'],
    fixed: '@resource https://vault.azure.net\n',
  },
  {
    what: 'a resource of another cloud than that of a configured vault',
    text: '# @vault beijing\n# @flow rest\n# @resource https://vault.azure.net\nGET /secrets/a?api-version=7.6\n',
    codes: ['wrong-cloud'],
    fixed: '@resource https://vault.azure.cn\n',
  },
  {
    what: 'two slashes in a scope',
    text: rest('@scope https://vault.azure.net//.default'),
    codes: ['resource-trailing-slash'],
    fixed: '@scope https://vault.azure.net/.default\n',
  },
  {
    what: 'a scope without .default',
    text: rest('@scope https://vault.azure.net'),
    codes: ['scope-form'],
    fixed: '@scope https://vault.azure.net/.default\n',
  },
  { what: 'the right scope', text: rest('@scope https://vault.azure.net/.default'), codes: [] },
  {
    what: 'a resource in a variable',
    text: `@r = https://vault.azure.net/\n${rest('@resource {{r}}')}`,
    codes: ['resource-trailing-slash'],
    at: '{{r}}',
  },
  {
    what: 'a slash that the request is there to show',
    text: `${rest('@resource https://vault.azure.net/')}?? cause == wrong-audience-trailing-slash\n`,
    codes: [],
  },
  { what: 'a 401 that is expected', text: `${rest('@resource https://graph.microsoft.com')}?? status == 401\n`, codes: [] },
  { what: 'Graph as resource', text: rest('@resource https://graph.microsoft.com'), codes: ['resource-mismatch'] },

  { what: 'no api-version', text: `GET ${vault}/secrets/a\n`, codes: ['api-version-missing'], fixed: '/secrets/a?api-version=7.6\n' },
  {
    what: 'no api-version beside another parameter',
    text: `GET ${vault}/secrets?maxresults=5\n`,
    codes: ['api-version-missing'],
    fixed: '?maxresults=5&api-version=7.6\n',
  },
  {
    what: 'an empty api-version',
    text: `GET ${vault}/secrets/a?api-version=\n`,
    codes: ['api-version-missing'],
    fixed: '?api-version=7.6\n',
  },
  {
    what: 'no api-version on a path of a vault',
    text: '# @vault contoso\nGET /keys/k\n',
    codes: ['api-version-missing'],
    fixed: 'GET /keys/k?api-version=7.6\n',
  },
  { what: 'an api-version on a line of its own', text: `GET ${vault}/secrets/a\n  ?api-version=7.6\n`, codes: [] },
  { what: 'an api-version in a variable', text: `@q = api-version=7.6\nGET ${vault}/secrets/a?{{q}}\n`, codes: [] },
  { what: 'a query that a prompt brings', text: `# @prompt q\nGET ${vault}/secrets/a?{{q}}\n`, codes: [] },
  {
    what: 'a version that nobody knows',
    text: `GET ${vault}/secrets/a?api-version=7.66\n`,
    codes: ['api-version-unknown'],
    at: '7.66',
    fixed: 'api-version=7.6\n',
  },
  { what: 'a version of tomorrow', text: `GET ${vault}/secrets/a?api-version=2027-01-01\n`, codes: ['api-version-unknown'] },
  { what: 'a preview', text: `GET ${vault}/secrets/a?api-version=2026-07-01-preview\n`, codes: [] },
  {
    what: 'a data-plane version at the management plane',
    text: 'GET https://management.azure.com/subscriptions/1/providers/Microsoft.KeyVault/vaults?api-version=7.4\n',
    codes: ['api-version-unknown'],
  },
  { what: 'an address that is no vault', text: 'GET https://example.com/secrets/a\n', codes: [] },
  { what: 'the login page of a vault', text: `GET ${vault}/\n`, codes: [] },

  {
    what: 'http for a vault whose secret is a variable',
    text: '@s = a\nGET http://contoso.vault.azure.net/secrets/{{s}}?api-version=7.6\n',
    codes: ['plain-http'],
    at: 'http',
    fixed: 'GET https://contoso',
  },
  {
    what: 'http for a vault in a variable',
    text: '@v = http://contoso.vault.azure.net\nGET {{v}}/secrets/a?api-version=7.6\n',
    codes: ['plain-http'],
    at: '{{v}}/secrets/a?api-version=7.6',
    fixed: '@v = https://contoso.vault.azure.net\n',
  },
  { what: 'http for this machine', text: 'GET http://localhost:8443/secrets/a\n', codes: [] },
  {
    what: 'your-vault',
    text: 'GET https://your-vault.vault.azure.net/secrets/a?api-version=7.6\n',
    codes: ['placeholder-host'],
    at: 'your-vault.vault.azure.net',
    fixed: 'GET https://contoso.vault.azure.net/',
  },
  { what: 'your-vault-name', text: 'GET https://YOUR-VAULT-NAME.vault.azure.net/secrets/a?api-version=7.6\n', codes: ['placeholder-host'] },
  {
    what: 'undefined',
    text: '@v = undefined\nGET https://{{v}}.vault.azure.net/secrets/a?api-version=7.6\n',
    codes: ['placeholder-host'],
    fixed: '@v = contoso\n',
  },
  {
    what: 'a placeholder in a variable of a variable',
    text: '@v = https://your-vault.vault.azure.net\n@w = {{v}}/secrets\nGET {{w}}/a?api-version=7.6\n',
    codes: ['placeholder-host'],
    fixed: '@v = https://contoso.vault.azure.net\n',
  },
  { what: 'angle brackets', text: 'GET https://<vault>.vault.azure.net/secrets/a?api-version=7.6\n', codes: ['placeholder-host'] },
  { what: 'a vault whose name begins like a word', text: 'GET https://nullarbor.vault.azure.net/secrets/a?api-version=7.6\n', codes: [] },
  {
    what: 'a privatelink name',
    text: 'GET https://contoso.privatelink.vaultcore.azure.net/secrets/a?api-version=7.6\n',
    codes: ['privatelink-host'],
    fixed: 'GET https://contoso.vault.azure.net/',
  },
  {
    what: 'a privatelink name in China',
    text: 'GET https://a.privatelink.vaultcore.azure.cn/secrets/a?api-version=7.6\n',
    codes: ['privatelink-host'],
    fixed: 'GET https://a.vault.azure.cn/',
  },
  {
    what: 'a domain that is no cloud',
    text: 'GET https://contoso.vault.azure.com/secrets/a?api-version=7.6\n',
    codes: ['unknown-vault-host'],
    fixed: 'GET https://contoso.vault.azure.net/',
  },
  { what: 'the domain of a keyvault', text: 'GET https://contoso.keyvault.azure.net/secrets/a\n', codes: ['unknown-vault-host'] },

  {
    what: 'a token in the header',
    text: `${get}\nAuthorization: Bearer ${token(1_900_000_000)}\n`,
    codes: ['literal-token'],
    at: token(1_900_000_000),
  },
  {
    what: 'an expired token in a variable',
    text: `@t = ${token(1_600_000_000)}\n${get}\nAuthorization: Bearer {{t}}\n`,
    codes: ['expired-token'],
  },
  {
    what: 'an opaque token in the header',
    text: `${get}\nAuthorization: Bearer abcdefghijklmnop\n`,
    codes: ['literal-secret'],
    at: 'abcdefghijklmnop',
  },
  { what: 'a token in a variable', text: `${get}\nAuthorization: Bearer {{token}}\n`, codes: [] },
  {
    what: 'a client secret in a variable',
    text: `@clientSecret = hunter2hunter2\n${get}\n`,
    codes: ['literal-secret'],
    at: 'hunter2hunter2',
  },
  { what: 'the name of a secret in a variable', text: `@secret = db-password\n${get}\n`, codes: [] },
  { what: 'a client secret from the environment', text: `@clientSecret = {{$processEnv SECRET}}\n${get}\n`, codes: [] },
  { what: 'a client secret to be typed', text: `@clientSecret = <your secret>\n${get}\n`, codes: [] },
  {
    what: 'a client secret in a form',
    text: 'POST https://login.microsoftonline.com/t/oauth2/token\n\ngrant_type=client_credentials&client_secret=hunter2hunter2&resource=https%3A%2F%2Fvault.azure.net\n',
    codes: ['literal-secret'],
    at: 'hunter2hunter2',
  },

  { what: 'a body on GET', text: `${get}\n\n{"a":1}\n`, codes: ['body-not-expected'], at: '{"a":1}' },
  {
    what: 'milliseconds',
    text: `PUT ${vault}/secrets/a?api-version=7.6\n\n{"value":"x","attributes":{"exp":1795305600000}}\n`,
    codes: ['timestamp-milliseconds'],
    at: '1795305600000',
    fixed: '"exp":1795305600}',
  },
  {
    what: 'milliseconds in a variable',
    text: `@e = 1795305600000\nPUT ${vault}/secrets/a?api-version=7.6\n\n{"attributes":{"nbf":{{e}}}}\n`,
    codes: ['timestamp-milliseconds'],
    at: '{{e}}',
    fixed: '@e = 1795305600\n',
  },
  { what: 'seconds', text: `PUT ${vault}/secrets/a?api-version=7.6\n\n{"attributes":{"exp":1795305600}}\n`, codes: [] },
  { what: 'a timestamp', text: `PUT ${vault}/secrets/a?api-version=7.6\n\n{"attributes":{"exp":{{$timestamp 1 d}}}}\n`, codes: [] },
  {
    what: 'a script below a body',
    text: `PUT ${vault}/secrets/a?api-version=7.6\n\n{"value":"x"}\n\n> {% x() %}\n`,
    codes: ['body-in-other-clients'],
    fixed: '{"value":"x"}\n\n\n',
  },
  { what: 'a script below a GET', text: `${get}\n\n> {% x() %}\n`, codes: [] },

  {
    what: 'http in the definition that counts for the request',
    text: '@u = https://contoso.vault.azure.net\n@base = {{u}}\n###\n@u = http://contoso.vault.azure.net\nGET {{base}}/secrets/a?api-version=7.6\n',
    codes: ['plain-http'],
    fixed: '###\n@u = https://contoso.vault.azure.net\n',
  },

  {
    what: '$aadToken',
    text: `${get}\nAuthorization: {{$aadToken}}\nAccept: */*\n`,
    codes: ['aad-token'],
    at: '{{$aadToken}}',
    fixed: '7.6\nAccept: */*\n',
  },
  {
    what: '$aadToken with an audience',
    text: `${get}\nAuthorization: Bearer {{$aadToken aud:https://vault.azure.net}}\n`,
    codes: ['aad-token'],
  },
  {
    what: '$aadToken in a variable',
    text: `@t = {{$aadToken}}\n\n${get}\nAuthorization: Bearer {{t}}\n`,
    codes: ['aad-token'],
    at: '{{t}}',
  },
  { what: '$aadV2Token', text: `${get}\nAuthorization: {{$aadV2Token}}\n`, codes: ['aad-token'] },

  { what: 'a credential that is not configured', text: `# @credential robto\n${get}\n`, codes: ['unknown-credential'], at: 'robto' },
  { what: 'a configured credential', text: `# @credential robot\n${get}\n`, codes: [] },
  {
    what: 'a credential of the embedded vault',
    text: '# @vault sample\n# @credential sample-no-role\nGET /secrets/a?api-version=7.6\n',
    codes: [],
  },

  {
    what: 'a hand-written token call with a slash',
    text: 'POST https://login.microsoftonline.com/t/oauth2/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&resource=https%3A%2F%2Fvault.azure.net%2F\n',
    codes: ['resource-trailing-slash'],
    at: 'https%3A%2F%2Fvault.azure.net%2F',
    fixed: 'resource=https%3A%2F%2Fvault.azure.net\n',
  },
  {
    what: 'a hand-written call to the machine’s identity with the vault as resource',
    text: 'GET http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://contoso.vault.azure.net\n',
    codes: ['resource-vault-host'],
  },
  {
    what: 'a hand-written token call for the management plane',
    text: 'POST https://login.microsoftonline.com/t/oauth2/token\n\nresource=https://management.azure.com/\n',
    codes: [],
  },
];

describe('explain before sending', () => {
  test.each(cases)('$what: $codes', expectAdvice);

  test('every problem has a fix', () => {
    for (const { text } of cases)
      for (const { code, fixes } of explained(text)) expect(fixes.length, `${code} in ${text}`).toBeGreaterThan(0);
  });

  test('says what REST Client would ask for', () => {
    const [bare] = explained(`${get}\nAuthorization: {{$aadToken}}\n`);
    expect(bare?.message).toContain('"https://contoso.vault.azure.net/"');
    const [swallowed] = explained(`${get}\nAuthorization: {{$aadToken aud:https://vault.azure.net}}\n`);
    expect(swallowed?.message).toContain('part of the tenant');
    const [right] = explained(`${get}\nAuthorization: {{$aadToken contoso.com aud:https://vault.azure.net}}\n`);
    expect(right?.message).toContain('which is right');
  });

  test('no message repeats a token or a secret', () => {
    for (const { text } of cases) for (const { message } of explained(text)) expect(message).not.toMatch(/eyJ|hunter2|abcdefghijklmnop/);
  });

  test('credentials that are not known are not missed', () => {
    expect(explained(`# @credential any\n${get}\n`, { credentials: null })).toEqual([]);
  });

  test('the samples are without problems', () => {
    const folder = 'media/samples';
    const files = readdirSync(folder).filter(name => name.endsWith('.kvhttp'));
    expect(files).toContain('quickstart.kvhttp');
    for (const file of files) expect(explained(readFileSync(`${folder}/${file}`, 'utf8')), file).toEqual([]);
  });

  test('no text makes it throw, and its spans lie in the text', () => {
    const word = fc.constantFrom(
      'GET ',
      vault,
      '{{',
      '}}',
      '\n',
      '\n\n',
      '# @resource ',
      '# @scope ',
      '@a = {{a}}{{a}}',
      '?api-version=',
      'eyJ',
      ' : ',
      '###',
      'http://',
      '"exp": 1795305600000',
      '{{$aadToken ',
    );
    const text = fc.array(fc.oneof(word, word, fc.string({ maxLength: 6 })), { maxLength: 30 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(text, source => {
        for (const { span } of explainBeforeSending(parseDocument(source), someFacts())) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(source.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
