import { describe, test } from 'vitest';
import { type ExplainCase, expectAdvice } from './explainText.ts';

const v1 = 'POST https://login.microsoftonline.com/t/oauth2/token\n\ngrant_type=client_credentials&';
const v2 = 'POST https://login.microsoftonline.com/t/oauth2/v2.0/token\n\ngrant_type=client_credentials&';
const china = 'POST https://login.chinacloudapi.cn/t/oauth2/token\n\n';

const cases: readonly ExplainCase[] = [
  {
    what: 'a slash in a variable',
    text: `@r = https://vault.azure.net/\n${v1}resource={{r}}\n`,
    codes: ['resource-trailing-slash'],
    at: '{{r}}',
    fixed: '@r = https://vault.azure.net\n',
  },
  {
    what: 'a slash behind a variable',
    text: `@r = https://vault.azure.net\n${v1}resource={{ r }}/\n`,
    codes: ['resource-trailing-slash'],
    at: '{{ r }}/',
  },
  {
    what: 'a sign-in host in variables',
    text: `@l = https://login.microsoftonline.com\n# @prompt t\nPOST {{l}}/{{t}}/oauth2/token\n\nresource=https://vault.azure.net/\n`,
    codes: ['resource-trailing-slash'],
    fixed: 'resource=https://vault.azure.net\n',
  },
  { what: 'the right resource in a variable', text: `@r = https://vault.azure.net\n${v1}resource={{r}}\n`, codes: [] },
  { what: 'a resource that is asked for', text: `# @prompt r\n${v1}resource={{r}}\n`, codes: [] },
  {
    what: 'the host of an HSM',
    text: `${v1}resource=https://h.managedhsm.azure.net\n`,
    codes: ['resource-vault-host'],
    fixed: 'resource=https://managedhsm.azure.net\n',
  },

  {
    what: 'another cloud',
    text: `${china}resource=https://vault.azure.net\n`,
    codes: ['wrong-cloud'],
    fixed: 'resource=https://vault.azure.cn\n',
  },
  {
    what: "another cloud's Resource Manager",
    text: `${china}resource=https://management.azure.com/\n`,
    codes: ['wrong-cloud'],
    fixed: 'resource=https://management.chinacloudapi.cn\n',
  },
  { what: 'its own cloud', text: `${china}resource=https://vault.azure.cn\n`, codes: [] },
  { what: 'an app id, which is the same in every cloud', text: `${china}resource=797f4846-ba00-4fd7-ba43-dac1f8f63013\n`, codes: [] },
  {
    what: 'another cloud that the request is there to show',
    text: `${china}resource=https://vault.azure.net\n\n?? cause == wrong-cloud\n`,
    codes: [],
  },

  {
    what: 'a scope with a slash',
    text: `${v2}scope=https://vault.azure.net/\n`,
    codes: ['scope-form'],
    fixed: 'scope=https://vault.azure.net/.default\n',
  },
  {
    what: 'a scope without one',
    text: `${v2}scope=https%3A%2F%2Fvault.azure.net\n`,
    codes: ['scope-form'],
    fixed: 'scope=https%3A%2F%2Fvault.azure.net%2F.default\n',
  },
  {
    what: 'a scope in a variable',
    text: `@s = https://vault.azure.net\n${v2}scope={{s}}\n`,
    codes: ['scope-form'],
    fixed: '@s = https://vault.azure.net/.default\n',
  },
  {
    what: 'a scope of Resource Manager',
    text: `${v2}scope=https://management.azure.com/\n`,
    codes: ['scope-form'],
    fixed: 'azure.com/.default\n',
  },
  {
    what: 'two slashes in a scope',
    text: `${v2}scope=https://vault.azure.net//.default\n`,
    codes: ['resource-trailing-slash'],
    fixed: 'azure.net/.default\n',
  },
  { what: 'the right scope', text: `${v2}scope=https://vault.azure.net/.default\n`, codes: [] },
  { what: 'a permission of a person', text: `${v2}scope=https://vault.azure.net/user_impersonation\n`, codes: [] },
  { what: 'two scopes', text: `${v2}scope=https://management.azure.com/.default%20offline_access\n`, codes: [] },
  { what: 'a resource of Resource Manager with its slash', text: `${v1}resource=https://management.azure.com/\n`, codes: [] },
];

describe('a token call that is written out by hand', () => {
  test.each(cases)('$what: $codes', expectAdvice);
});
