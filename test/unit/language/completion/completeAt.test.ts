import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeAt } from '../../../../src/core/language/completion/completeAt.ts';
import { maxEntries } from '../../../../src/core/language/completion/completionEntry.ts';
import type { CompletionFacts } from '../../../../src/core/language/completion/completionFacts.ts';
import { hsmOperations } from '../../../../src/core/language/completion/hsmOperations.ts';
import { managementOperations } from '../../../../src/core/language/completion/managementOperations.ts';
import { neededFor, operationOf } from '../../../../src/core/language/completion/operations.ts';
import { vaultOperations } from '../../../../src/core/language/completion/vaultOperations.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';

const facts = (over: Partial<CompletionFacts> = {}): CompletionFacts => ({
  environment: { stage: 'test', apiKey: 'hunter2hunter2' },
  vaults: [
    { name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'app', tenantId: 'tenant-1' },
    { name: 'other', url: 'https://other.vault.azure.net', credential: 'app' },
  ],
  defaultVault: null,
  credentials: [{ name: 'robot', kind: 'clientSecret' }],
  fetched: new Set(['fromVault']),
  loadedNames: vault => ({ secrets: vault === 'contoso' ? ['db-password', 'api'] : [], keys: [`${vault}-key`], certificates: [] }),
  ...over,
});

/** Labels offered where `|` stands. */
function labels(marked: string, over: Partial<CompletionFacts> = {}): readonly string[] {
  return complete(marked, over)?.entries.map(({ label }) => label) ?? [];
}

function complete(marked: string, over: Partial<CompletionFacts> = {}) {
  const offset = marked.indexOf('|');
  return completeAt(parseDocument(marked.replace('|', '')), offset, facts(over));
}

/** The text after the first entry of this label was taken. */
function taken(marked: string, label: string): string {
  const text = marked.replace('|', '');
  const done = complete(marked);
  const found = done?.entries.find(each => each.label === label);
  return done === undefined || found === undefined
    ? 'not offered'
    : text.slice(0, done.span.start) + found.insert + text.slice(done.span.end);
}

describe('completion', () => {
  const offered: readonly (readonly [what: string, text: string, ...labels: readonly string[]])[] = [
    ['a method in an empty file', '|', 'GET', 'PUT /secrets/{name}'],
    ['a variable that is fetched', 'GET /{{|', 'fromVault'],
    ['a method below a separator', '### a\n|', 'GET', 'DELETE'],
    ['a method that has begun', '### a\nGE|', 'GET', 'GET /keys/{name}'],
    ['a path', 'GET |', '/secrets/{name}', '/deletedsecrets', 'https://contoso.vault.azure.net'],
    ['a path that has begun', 'GET /se|', '/secrets/{name}', '/secrets'],
    ['a path behind an address', 'GET https://contoso.vault.azure.net/|', '/secrets/{name}'],
    ['a path behind a variable', 'GET {{vault}}/|', '/keys'],
    ['a path behind a name', 'POST /keys/mine/|', '/keys/mine/rotate', '/keys/mine/{version}/sign'],
    [
      'a path of the management plane behind an id',
      'GET https://management.azure.com/subscriptions/1-2/|',
      '/subscriptions/1-2/providers/Microsoft.KeyVault/vaults',
    ],
    ['a path behind a variable with spaces', 'GET {{ vault }}/se|', '/secrets'],
    ['a path without a method', '/se|', '/secrets'],
    ['a path of an address without a method', 'https://contoso.vault.azure.net/se|', '/secrets'],
    ['a path of the own machine', 'GET https://localhost:4433/|', '/secrets'],
    ['a name of the vault', '# @vault contoso\nGET /secrets/|', '/secrets/db-password', '/secrets/api'],
    ['a name of the vault in the address', 'GET https://contoso.vault.azure.net/keys/|', '/keys/contoso-key'],
    ['a vault in a variable', '@v = contoso\n# @vault {{v}}\nGET /secrets/d|', '/secrets/db-password'],
    ['an address', 'GET https://con|', 'https://contoso.vault.azure.net'],
    ['a parameter', 'GET /secrets?|', 'api-version', 'maxresults'],
    ['a parameter on its own line', 'GET /secrets\n  ?|', 'api-version'],
    ['a version', 'GET /secrets?api-version=|', '7.6', '2025-07-01', '2026-04-01'],
    [
      'a version of the management plane',
      'GET https://management.azure.com/subscriptions/1/providers/Microsoft.KeyVault/vaults?api-version=|',
      '2026-02-01',
    ],
    ['a version of another service', 'GET https://management.azure.com/subscriptions?api-version=|', '2022-12-01'],
    ['a header', 'PUT /secrets/a\nCon|', 'Content-Type'],
    ['the value of a header', 'PUT /secrets/a\nContent-Type: |', 'application/json'],
    ['a directive', '# @|\nGET /secrets', '@vault', '@flow', '@resource'],
    ['a vault', '# @vault |\nGET /secrets', 'contoso', 'other'],
    ['a credential', '# @credential r|\nGET /secrets', 'robot'],
    ['a flow', '# @flow |\nGET /secrets', 'sdk', 'rest', 'anonymous'],
    [
      'a resource',
      '# @resource |',
      'https://vault.azure.net',
      'https://vault.azure.cn',
      'https://managedhsm.azure.net',
      'https://management.azure.com',
      'https://graph.microsoft.com',
    ],
    ['a scope', '# @scope h|', 'https://vault.azure.net/.default'],
    ['a tenant', '# @tenant |', 'tenant-1'],
    ['a request to send first', '### a\n# @name one\nGET /secrets\n### b\n# @ref |\nGET /keys', 'one'],
    ['a prompt for what has no value', '# @prompt |\nGET /secrets/{{name}}', 'name'],
    ['a hidden prompt for what has no value', '# @secret |\nGET /secrets/{{name}}', 'name'],
    ['a variable that is asked for', '# @secret pin\nGET /secrets/{{|', 'pin'],
    ['a variable', '@secret = db\nGET /secrets/{{|', 'secret', 'stage', '$guid', '$timestamp'],
    ['a variable in a body', '@a = 1\nPUT /secrets/a\n\n{"value":"{{|"}', 'a'],
    ['an answer', '# @name one\nGET /secrets\n###\nGET /{{|', 'one.response.body.$.value', 'one.token.aud'],
    ['a body', 'PUT /secrets/a?api-version=7.6\nContent-Type: application/json\n\n|', '{ … }'],
    ['what to assert', 'GET /secrets\n?? |', 'status', 'cause', 'token.aud'],
    ['an operator', 'GET /secrets\n?? status |', '==', 'contains'],
    ['a cause', 'GET /secrets\n?? cause == wr|', 'wrong-audience-trailing-slash', 'none'],
    ['calls', 'GET /secrets\n?? calls == |', '401 token 200'],
    ['a header to assert', 'GET /secrets\n?? header |', 'www-authenticate'],
  ];
  test.each(offered)('offers %s: %s', (_what, text, ...wanted) => expect(labels(text)).toEqual(expect.arrayContaining([...wanted])));

  const nothing: readonly (readonly [what: string, text: string])[] = [
    ['in a comment', '# a note |\nGET /secrets'],
    ['in a body that is there', 'PUT /secrets/a\n\n{ "value": "|" }'],
    ['behind a host that is none of Key Vault', 'GET https://graph.microsoft.com/|'],
    ['behind a path that no operation has', 'GET /unknown/|'],
    ['of a service whose versions nobody knows', 'GET https://management.azure.com/providers/Microsoft.Web/sites?api-version=|'],
    ['behind the query of another parameter', 'GET /secrets?maxresults=|'],
    ['for a body that no operation takes', 'GET /secrets/a\n\n|'],
  ];
  test.each(nothing)('offers nothing %s', (_what, text) => expect(labels(text)).toEqual([]));

  const takenCases: readonly (readonly [label: string, text: string, whole: string])[] = [
    ['/secrets/db-password', '# @vault contoso\nGET /secrets/d|', '# @vault contoso\nGET /secrets/db-password?api-version=7.6'],
    [
      '/secrets/db-password',
      '# @vault contoso\nGET /secrets/d|?api-version=7.5',
      '# @vault contoso\nGET /secrets/db-password?api-version=7.5',
    ],
    [
      '/secrets/db-password',
      '# @vault contoso\nGET /secrets/d|\n    ?api-version=7.4',
      '# @vault contoso\nGET /secrets/db-password\n    ?api-version=7.4',
    ],
    ['/keys/mine/rotate', 'POST /keys/mine/|', 'POST /keys/mine/rotate?api-version=7.6'],
    [
      '/keys/mine/rotate',
      'POST https://contoso.vault.azure.net/keys/mine/|',
      'POST https://contoso.vault.azure.net/keys/mine/rotate?api-version=7.6',
    ],
    ['@vault', '#|\nGET /secrets', '# @vault \nGET /secrets'],
    ['@vault', '# @va|\nGET /secrets', '# @vault \nGET /secrets'],
    ['a', '@a = 1\nGET /secrets/{{|', '@a = 1\nGET /secrets/{{a}}'],
    ['a', '@a = 1\nGET /secrets/{{|}}', '@a = 1\nGET /secrets/{{a}}'],
    ['Content-Type', 'PUT /a\nCon|', 'PUT /a\nContent-Type: '],
    ['https://vault.azure.net', '# @resource https://vault.|', '# @resource https://vault.azure.net'],
    ['7.6', 'GET /secrets?api-version=7|', 'GET /secrets?api-version=7.6'],
  ];
  test.each(takenCases)('%s taken in %s', (label, text, whole) => expect(taken(text, label)).toBe(whole));

  test('a whole request brings its body and counts its places on', () => {
    const put = complete('###\n|')?.entries.find(({ label }) => label === 'PUT /secrets/{name}');
    expect(put?.insert).toMatch(
      /^PUT \/secrets\/\$\{1:name\}\?api-version=7\.6\nContent-Type: application\/json\n\n\{\n {2}"value": "\$\{2:/,
    );
    expect(put?.documentation).toContain('Key Vault Secrets Officer');
    expect(put?.documentation).toContain('secrets set');
  });

  test('says what each resource is for', () => {
    const details = complete('# @resource |')?.entries.map(({ label, detail }) => `${label} ${detail}`) ?? [];
    expect(details.find(text => text.startsWith('https://management.azure.com'))).toContain('management plane');
    expect(details.find(text => text.startsWith('https://vault.azure.net '))).toContain('data plane');
  });

  test('no value of a secret is shown', () => {
    const offer = complete('@clientSecret = hunter2hunter2\nGET /{{|');
    expect(offer?.entries.map(({ label }) => label)).toEqual(expect.arrayContaining(['clientSecret', 'apiKey']));
    expect(JSON.stringify(offer)).not.toContain('hunter2');
  });

  test('is bounded, and typing on finds the rest', () => {
    const secrets = Array.from({ length: 5000 }, (_, i) => `secret-${i}`);
    const over = { loadedNames: () => ({ secrets, keys: [], certificates: [] }) };
    const all = complete('# @vault contoso\nGET /secrets/|', over);
    expect(all?.isCut).toBe(true);
    expect(all?.entries.length).toBeLessThanOrEqual(maxEntries);
    expect(labels('# @vault contoso\nGET /secrets/secret-4999|', over)).toContain('/secrets/secret-4999');
  });

  test('any text, any place: no exception, and the span ends at the cursor', () => {
    const word = fc.constantFrom(
      'GET ',
      '/secrets/',
      '{{',
      '\n',
      '\n\n',
      '# @vault ',
      '?? cause == ',
      '?api-version=',
      '# @',
      'PUT /keys/a\n\n',
      '###\n',
      '\r\n',
    );
    const text = fc.array(fc.oneof(word, fc.string({ maxLength: 5 })), { maxLength: 15 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(), (source, at) => {
        const offset = source.length === 0 ? 0 : at % (source.length + 1);
        const done = completeAt(parseDocument(source), offset, facts());
        if (done === undefined) return;
        expect(done.span.end).toBe(offset);
        expect(done.span.start).toBeLessThanOrEqual(offset);
        expect(done.entries.length).toBeLessThanOrEqual(maxEntries);
      }),
      { numRuns: 500 },
    );
  });
});

describe('operations of the vault', () => {
  const found: readonly (readonly [method: string, path: string, operation: string | undefined])[] = [
    ['GET', '/secrets', '/secrets'],
    ['GET', '/secrets/a', '/secrets/{name}'],
    ['GET', '//secrets/a/', '/secrets/{name}'],
    ['GET', '/secrets/a/versions', '/secrets/{name}/versions'],
    ['GET', '/secrets/a/0123456789abcdef0123456789abcdef', '/secrets/{name}/{version}'],
    ['POST', '/secrets/restore', '/secrets/restore'],
    ['POST', '/keys/k/sign', '/keys/{name}/{version}/sign'],
    ['POST', '/keys/k/v/sign', '/keys/{name}/{version}/sign'],
    ['GET', '/certificates/issuers', '/certificates/issuers'],
    ['PATCH', '/secrets/a', '/secrets/{name}/{version}'],
    ['PUT', '/secrets', undefined],
    ['GET', '/', undefined],
  ];
  test.each(found)('%s %s is %s', (method, path, operation) => expect(operationOf(method, path, undefined)?.path).toBe(operation));

  test.each(vaultOperations.map(each => [each.method, each.path, each] as const))(
    '%s %s has its permission, action and role',
    (_method, _path, operation) => {
      const { permission, action, role } = neededFor(operation);
      expect(permission).toMatch(/^(?:secrets|keys|certificates) \w+$/);
      expect(action).toMatch(/^Microsoft\.KeyVault\/vaults\/\w+\/\w+/);
      expect(role).toMatch(/^Key Vault /);
    },
  );

  const subscription = '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v';
  test.each([
    ['POST', '/rng', 'h.managedhsm.azure.net', 'Random bytes', 'Crypto User'],
    ['POST', '/rng', 'v.vault.azure.net', undefined, undefined],
    ['POST', '/keys/k/create', 'h.managedhsm.azure.net', 'Create a key', 'Crypto User'],
    ['DELETE', '/deletedkeys/k', 'h.managedhsm.azure.net', 'Purge a deleted key, for good', 'Crypto Officer'],
    ['GET', '/secrets/a', 'h.managedhsm.azure.net', undefined, undefined],
    ['GET', subscription, 'management.azure.com', "Read a vault's properties: access policies or roles, network rules", 'Reader'],
    ['PUT', `${subscription}/accessPolicies/add`, 'management.azure.com', 'Add access policies', 'Key Vault Contributor'],
    [
      'GET',
      subscription.toLowerCase(),
      'management.chinacloudapi.cn',
      "Read a vault's properties: access policies or roles, network rules",
      'Reader',
    ],
    ['GET', '/secrets/a', 'management.azure.com', undefined, undefined],
  ] as const)('%s %s at %s', (method, path, host, title, role) => {
    const operation = operationOf(method, path, host);
    expect(operation?.title).toBe(title);
    const needed = operation && neededFor(operation).role;
    if (role === undefined) expect(needed).toBeUndefined();
    else expect(needed).toContain(role);
  });

  test('every operation of an HSM and of Resource Manager says what it needs', () => {
    for (const operation of [...hsmOperations, ...managementOperations]) expect(neededFor(operation).role, operation.path).toMatch(/\w/);
  });

  test('what is offered fits the host', () => {
    expect(labels('GET https://h.managedhsm.azure.net/|')).toEqual(expect.arrayContaining(['/keys/{name}', '/settings']));
    expect(labels('GET https://h.managedhsm.azure.net/|')).not.toContain('/secrets/{name}');
    expect(labels('GET https://contoso.vault.azure.net/|')).not.toContain('/settings');
    const management = complete('GET https://management.azure.com/|')?.entries.find(({ label }) => label.endsWith('/vaults/{name}'));
    expect(management?.insert).toContain('api-version=2026-02-01');
    expect(labels('|')).toContain('PUT /subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}');
    expect(labels('|').length).toBeLessThan(maxEntries);
    expect(labels('# @vault hsm\n|', { vaults: [{ name: 'hsm', url: 'https://h.managedhsm.azure.net', credential: 'app' }] })).toContain(
      'POST /rng',
    );
    expect(labels('@host = h.managedhsm.azure.net\nGET /|')).toContain('/settings');
    expect(labels('GET /|\nHost: h.managedhsm.azure.net')).toContain('/settings');
    expect(labels('GET /|')).not.toContain('/settings');
  });

  test('every body is JSON once its places are filled', () => {
    for (const { path, body } of [...vaultOperations, ...hsmOperations, ...managementOperations]) {
      if (body === null) continue;
      const filled = body.replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1').replace(/\$\{\d+:([^}]*)\}/g, '$1');
      expect(() => JSON.parse(filled), path).not.toThrow();
    }
  });
});
