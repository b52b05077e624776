import { describe, test } from 'vitest';
import { type ExplainCase, expectAdvice } from './explainText.ts';

const vault = 'https://contoso.vault.azure.net';
const subscriptions = 'subscriptions?api-version=2022-12-01';
const government = `https://management.usgovcloudapi.net/${subscriptions}`;
const rest = (resource: string, url: string) => `# @flow rest\n# @resource ${resource}\nGET ${url}\n`;

const cases: readonly ExplainCase[] = [
  {
    what: 'a vault token for Resource Manager of Azure Government',
    text: rest('https://vault.azure.net', government),
    codes: ['resource-mismatch'],
    fixed: '@resource https://management.usgovcloudapi.net\n',
  },
  {
    what: 'a token for Resource Manager of another cloud',
    text: rest('https://management.azure.com', government),
    codes: ['wrong-cloud'],
    fixed: '@resource https://management.usgovcloudapi.net\n',
  },
  {
    what: 'a Graph token for Resource Manager',
    text: rest('https://graph.microsoft.com', `https://management.azure.com/${subscriptions}`),
    codes: ['resource-mismatch'],
    fixed: '@resource https://management.azure.com\n',
  },
  { what: "the cloud's own Resource Manager", text: rest('https://management.usgovcloudapi.net', government), codes: [] },
  { what: 'its older name, with its slash', text: rest('https://management.core.usgovcloudapi.net/', government), codes: [] },
  { what: 'its app id, which is the same in every cloud', text: rest('797f4846-ba00-4fd7-ba43-dac1f8f63013', government), codes: [] },
  { what: 'a refusal that is expected', text: `${rest('https://graph.microsoft.com', government)}?? status == 401\n`, codes: [] },
  {
    what: 'the management plane for a vault, beside an id that is not known yet',
    text: `@vault = ${vault}\n${rest('https://management.azure.com/', '{{vault}}/secrets/{{$guid}}?api-version=7.6')}`,
    codes: ['resource-management'],
    fixed: '@resource https://vault.azure.net\n',
  },
  {
    what: 'the right resource, beside a prompt',
    text: `@vault = ${vault}\n# @prompt n\n${rest('https://vault.azure.net', '{{vault}}/secrets/{{n}}?api-version=7.6')}`,
    codes: [],
  },
];

describe('# @resource', () => {
  test.each(cases)('$what: $codes', expectAdvice);
});
