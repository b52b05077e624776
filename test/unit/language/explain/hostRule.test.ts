import { describe, expect, test } from 'vitest';
import { quickFixes } from '../../../../src/core/language/actions/quickFixes.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { checkRequests } from '../../../../src/core/resolve/checkRequest.ts';
import { variableScopeOf } from '../../../../src/core/resolve/variableScope.ts';
import { type ExplainCase, expectAdvice, explained, someFacts } from './explainText.ts';

const cases: readonly ExplainCase[] = [
  {
    what: 'http for a vault in a variable, beside a prompt',
    text: '@v = http://contoso.vault.azure.net\n# @prompt n\nGET {{v}}/secrets/{{n}}?api-version=7.4\n',
    codes: ['plain-http'],
    says: 'A vault does not answer',
    fixed: '@v = https://contoso.vault.azure.net\n',
  },
  {
    what: 'http for a vault whose name is asked for',
    text: '# @prompt v\nGET http://{{v}}.vault.azure.net/secrets/a?api-version=7.4\n',
    codes: ['plain-http'],
    fixed: 'GET https://{{v}}',
  },
  { what: 'http for a host that may be this machine', text: '# @prompt h\nGET http://{{h}}/secrets/a\n', codes: [] },
  { what: 'http for this machine in a variable', text: '@p = a\nGET http://[::1]:8443/{{p}}\n', codes: [] },
  {
    what: 'http for a host that is no vault',
    text: '@x = a\nGET http://example.org/{{x}}\n',
    codes: ['plain-http'],
    says: '"http" is for this machine only',
    fixed: 'GET https://example.org',
  },
  {
    what: 'a placeholder in a variable, beside a prompt',
    text: '@v = your-vault\n# @prompt n\nGET https://{{v}}.vault.azure.net/secrets/{{n}}?api-version=7.4\n',
    codes: ['placeholder-host'],
    fixed: '@v = contoso\n',
  },
  {
    what: 'a placeholder beside a variable without a value',
    text: '@v = your-vault\nGET https://{{v}}.vault.azure.net/secrets/{{n}}\n',
    codes: ['placeholder-host'],
  },
  {
    what: 'a placeholder beside a value of an answer',
    text: '# @name a\nGET https://contoso.vault.azure.net/secrets?api-version=7.4\n###\nGET https://your-vault.vault.azure.net/secrets/{{a.response.body.$.x}}/versions?api-version=7.4\n',
    codes: ['placeholder-host'],
  },
  {
    what: 'a vault whose name is asked for',
    text: '# @prompt v\nGET https://{{v}}.vault.azure.net/secrets/a?api-version=7.4\n',
    codes: [],
  },
];

describe('the host', () => {
  test.each(cases)('$what: $codes', expectAdvice);

  // It knows http alone: "write https" would lead nowhere.
  const identity = 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net';
  test("a machine's identity is asked by a credential", () => {
    const document = parseDocument(`GET ${identity}\n`);
    const [problem] = checkRequests(document.blocks, variableScopeOf(document), someFacts());
    expect(problem?.message).toContain('managedIdentity');
    expect(problem && quickFixes(document, problem, someFacts())).toEqual([]);
    const [advice] = explained(`@u = ${identity}\nGET {{u}}\n`);
    expect([advice?.code, advice?.fixes]).toEqual(['plain-http', []]);
    expect(advice?.message).toContain('managedIdentity');
  });
});
