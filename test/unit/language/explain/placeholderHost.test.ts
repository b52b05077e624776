import { describe, expect, test } from 'vitest';
import { applied, badFixes, explained, someFacts } from './explainText.ts';

const read = (host: string) => `GET https://${host}/secrets/a?api-version=7.6\n`;
const azure = '.vault.azure.net';

/** The text that the first fix leads to. */
const told: readonly (readonly [text: string, fixed: string])[] = [
  ...[
    'YOUR_VAULT',
    'your_vault',
    'VAULT_NAME',
    'YOUR_VAULT_NAME',
    'your-prod-kv',
    'yourkeyvault',
    'YourVaultName',
    'my-key-vault',
    'mykeyvault',
    'None',
    'TODO',
    'undefined',
    'xxxx',
  ].map(label => [read(`${label}${azure}`), read(`contoso${azure}`)] as const),
  [read('undefined'), read(`contoso${azure}`)],
  [read('null'), read(`contoso${azure}`)],
  [read('YOUR_VAULT'), read(`contoso${azure}`)],
  [`@v = undefined\n${read('{{v}}')}`, `@v = contoso${azure}\n${read('{{v}}')}`],
  [read(azure), read(`contoso${azure}`)],
  [`@v =\n${read(`{{v}}${azure}`)}`, `@v = contoso\n${read(`{{v}}${azure}`)}`],
  [`@w =\n@v = {{w}}\n${read(`{{v}}${azure}`)}`, `@w =\n@v = {{w}}\n${read(`contoso${azure}`)}`],
];

const silent: readonly (readonly [what: string, text: string])[] = [
  ['a firm that begins with "your"', read(`yourco-prod-kv${azure}`)],
  ['a vault of the name todo', read(`todo${azure}`)],
  ['a vault of the name none', read(`none${azure}`)],
  ['a vault whose name begins like a placeholder', read(`my-vault-prod${azure}`)],
  ['a host of the own network', 'GET https://my-vault/v1/secret\n'],
  ['a host of another domain', 'GET https://my-vault.example.com/v1/secret\n'],
  ['a variable without a value', read(`{{v}}${azure}`)],
  ['a name that is meant not to resolve', `${read(`your-vault${azure}`)}?? cause == dns-vault-not-found\n`],
];

describe('hosts that are placeholders', () => {
  test.each(told)('%s', (text, fixed) => {
    const [advice] = explained(text);
    expect(advice?.code).toBe('placeholder-host');
    expect(applied(text, advice?.fixes[0])).toBe(fixed);
    expect(badFixes(text)).toEqual([]);
  });

  test.each(silent)('not %s', (_what, text) => expect(explained(text)).toEqual([]));

  test('not a configured vault, whatever its name', () => {
    const vaults = [...someFacts().vaults, { name: 'mine', url: `https://MyKeyVault${azure}/`, credential: 'app' }];
    expect(explained(read(`mykeyvault${azure}`), { vaults })).toEqual([]);
    expect(explained('# @vault mine\nGET /secrets/a?api-version=7.6\n', { vaults })).toEqual([]);
  });

  test('a status that nothing would answer quiets nothing', () => {
    expect(explained(`${read(`your-vault${azure}`)}?? status == 401\n`).map(({ code }) => code)).toEqual(['placeholder-host']);
  });
});
