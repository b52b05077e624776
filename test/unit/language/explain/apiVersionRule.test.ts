import { describe, test } from 'vitest';
import { type ExplainCase, expectAdvice } from './explainText.ts';

const vault = 'https://contoso.vault.azure.net';
const hsm = 'https://contoso.managedhsm.azure.net';
const arm = 'https://management.azure.com';
const armVault = `${arm}/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/a`;

const atResourceManager: readonly ExplainCase[] = [
  {
    what: 'a version of Microsoft.Authorization',
    text: `GET ${armVault}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01\n`,
    codes: [],
  },
  {
    what: 'a version of another service, which nobody knows here',
    text: `GET ${arm}/subscriptions/1/providers/Microsoft.Network/privateEndpoints?api-version=2023-11-01\n`,
    codes: [],
  },
  {
    what: 'no version for role assignments on a vault',
    text: `GET ${armVault}/providers/Microsoft.Authorization/roleAssignments\n`,
    codes: ['api-version-missing'],
    fixed: 'roleAssignments?api-version=2022-04-01\n',
  },
  {
    what: 'no version for the diagnostic settings of a vault',
    text: `GET ${armVault}/providers/microsoft.insights/diagnosticSettings\n`,
    codes: ['api-version-missing'],
    fixed: '?api-version=2021-05-01-preview\n',
  },
  {
    what: 'no version for subscriptions',
    text: `GET ${arm}/subscriptions\n`,
    codes: ['api-version-missing'],
    fixed: 'subscriptions?api-version=2022-12-01\n',
  },
  {
    what: 'no version for resource groups',
    text: `GET ${arm}/subscriptions/1/resourceGroups\n`,
    codes: ['api-version-missing'],
    fixed: '?api-version=2021-04-01\n',
  },
  { what: 'no version for vaults', text: `GET ${armVault}\n`, codes: ['api-version-missing'], fixed: 'vaults/a?api-version=2026-02-01\n' },
  {
    what: 'no version for the registration of the provider',
    text: `POST ${arm}/subscriptions/1/providers/Microsoft.KeyVault/register\n`,
    codes: ['api-version-missing'],
    fixed: 'register?api-version=2021-04-01\n',
  },
  {
    what: 'the version of a registration',
    text: `GET ${arm}/subscriptions/1/providers/Microsoft.KeyVault?api-version=2021-04-01\n`,
    codes: [],
  },
  {
    what: 'no version for a service of which none is known',
    text: `GET ${arm}/subscriptions/1/providers/Microsoft.Network/privateEndpoints\n`,
    codes: ['api-version-missing'],
    says: 'a version of Microsoft.Network',
  },
  {
    what: 'a version of another service, with a vault in its filter',
    text: `GET ${arm}/subscriptions/1/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=resourceUri%20eq%20'/subscriptions/1/providers/Microsoft.KeyVault/vaults/a'\n`,
    codes: [],
  },
  { what: 'the address of Resource Manager alone', text: `GET ${arm}/\n`, codes: [] },
];

const atManagedHsm: readonly ExplainCase[] = [
  {
    what: 'no version for the roles of an HSM',
    text: `GET ${hsm}/providers/Microsoft.Authorization/roleAssignments\n`,
    codes: ['api-version-missing'],
  },
  { what: 'no version for the security domain', text: `POST ${hsm}/securitydomain/download\n`, codes: ['api-version-missing'] },
  {
    what: 'no version for the key that the security domain is sent with',
    text: `GET ${hsm}/securitydomain/upload\n`,
    codes: ['api-version-missing'],
  },
  { what: 'how a download goes on, which takes none', text: `GET ${hsm}/securitydomain/download/pending\n`, codes: [] },
  { what: 'an upload, which takes none', text: `POST ${hsm}/securitydomain/upload\n`, codes: [] },
  { what: 'a vault, which has no such paths', text: `POST ${vault}/securitydomain/download\n`, codes: [] },
];

const missing = ['api-version-missing'];
/** Each on a path of a vault whose host is known, with a part that is not. */
const unknownParts: readonly ExplainCase[] = [
  {
    what: 'an id that is made at each send',
    text: `@v = ${vault}\nGET {{v}}/secrets/{{$guid}}\n`,
    codes: missing,
    fixed: '{{$guid}}?api-version=7.6\n',
  },
  { what: 'a prompt as a segment', text: `# @prompt n\nGET ${vault}/secrets/{{n}}\n`, codes: missing, fixed: '{{n}}?api-version=7.6\n' },
  { what: 'a prompt in the name', text: `# @prompt n\nGET ${vault}/secrets/db-{{n}}\n`, codes: missing },
  { what: 'a prompt in the middle', text: `# @prompt n\nGET ${vault}/secrets/{{n}}/versions\n`, codes: missing },
  {
    what: 'a value of an answer',
    text: `# @name a\nGET ${vault}/secrets?api-version=7.6\n###\nGET ${vault}/secrets/{{a.response.body.$.x}}\n`,
    codes: missing,
  },
  { what: 'a vault whose name is asked for', text: '# @prompt v\nGET https://{{v}}.vault.azure.net/secrets/a\n', codes: missing },
  {
    what: 'a query in a variable, and its version missing',
    text: `@p = /secrets?maxresults=5\nGET ${vault}{{p}}\n`,
    codes: missing,
    fixed: '{{p}}&api-version=7.6\n',
  },
  { what: 'no scheme', text: '# @prompt n\nGET contoso.vault.azure.net/secrets/{{n}}\n', codes: missing },

  { what: 'a variable that has no value', text: `GET ${vault}/secrets/{{n}}\n`, codes: [] },
  { what: 'a variable of the process', text: `GET ${vault}/secrets/{{$processEnv N}}\n`, codes: [] },
  { what: 'a prompt behind the path', text: `# @prompt rest\nGET ${vault}/secrets{{rest}}\n`, codes: [] },
  { what: 'a prompt behind a name', text: `# @prompt rest\nGET ${vault}/secrets/a{{rest}}\n`, codes: [] },
  { what: 'a prompt for a filter at the end', text: `# @prompt q\nGET ${arm}/subscriptions?$filter={{q}}\n`, codes: [] },
  {
    what: 'an address out of an answer',
    text: `# @name a\nGET ${vault}/secrets?api-version=7.6\n###\nGET {{a.response.body.$.nextLink}}\n`,
    codes: [],
  },
  {
    what: 'a header of an answer',
    text: `# @name a\nGET ${vault}/secrets?api-version=7.6\n###\nGET ${vault}/secrets/{{a.response.headers.location}}\n`,
    codes: [],
  },
  { what: 'a version that is asked for', text: `# @prompt n\nGET ${vault}/secrets/a?api-version={{n}}\n`, codes: [] },
  { what: 'a host that is asked for', text: '# @prompt h\nGET https://{{h}}/secrets/a\n', codes: [] },
];

const inVariables: readonly ExplainCase[] = [
  {
    what: 'the version alone',
    text: `@v=7.44\nGET ${vault}/secrets/a?api-version={{v}}\n`,
    codes: ['api-version-unknown'],
    at: '{{v}}',
    fixed: '@v=7.4\n',
  },
  {
    what: 'the whole query',
    text: `@q = api-version=7.44\nGET ${vault}/secrets/a?{{q}}\n`,
    codes: ['api-version-unknown'],
    fixed: '@q = api-version=7.4\n',
  },
  { what: 'a known version', text: `@v=7.4\nGET ${vault}/secrets/a?api-version={{ v }}\n`, codes: [] },
];

describe('api-version', () => {
  test.each(atResourceManager)('at Resource Manager: $what: $codes', expectAdvice);
  test.each(atManagedHsm)('at a managed HSM: $what: $codes', expectAdvice);
  test.each(unknownParts)('beside what is not known yet: $what: $codes', expectAdvice);
  test.each(inVariables)('in variables: $what: $codes', expectAdvice);
});
