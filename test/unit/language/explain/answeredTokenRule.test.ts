import { describe, test } from 'vitest';
import { type ExplainCase, expectAdvice } from './explainText.ts';

const login = (ask: string) => `# @name login\nPOST https://login.microsoftonline.com/t/oauth2/token\n\n${ask}\n###\n`;
const atVault = 'GET https://contoso.vault.azure.net/secrets/a?api-version=7.6';
const atArm = 'GET https://management.azure.com/subscriptions?api-version=2022-12-01';
const bearer = 'Authorization: Bearer {{login.response.body.$.access_token}}\n';
const forManagement = login('resource=https://management.azure.com/');

const codes = ['resource-mismatch'];
const cases: readonly ExplainCase[] = [
  {
    what: 'a management token at a vault',
    text: `${forManagement}${atVault}\n${bearer}`,
    codes,
    at: 'Bearer {{login.response.body.$.access_token}}',
    says: 'Ask there for "https://vault.azure.net"',
  },
  {
    what: 'the same through a variable',
    text: `${forManagement}@t = {{login.response.body.$.access_token}}\n${atVault}\nAuthorization: Bearer {{t}}\n`,
    codes,
  },
  { what: "the same in httpYac's words", text: `${forManagement}${atVault}\nAuthorization: Bearer {{login.access_token}}\n`, codes },
  { what: 'a vault token at Resource Manager', text: `${login('scope=https://vault.azure.net/.default')}${atArm}\n${bearer}`, codes },
  { what: 'a management token at Resource Manager', text: `${forManagement}${atArm}\n${bearer}`, codes: [] },
  { what: 'a vault token at a vault', text: `${login('scope=https://vault.azure.net/.default')}${atVault}\n${bearer}`, codes: [] },
  {
    what: 'a slash, which is told once',
    text: `${login('resource=https://vault.azure.net/')}${atVault}\n${bearer}`,
    codes: ['resource-trailing-slash'],
  },
  { what: 'a resource that is asked for', text: `${login('resource={{r}}')}${atVault}\n${bearer}`, codes: [] },
  { what: 'a refusal that is expected', text: `${forManagement}${atVault}\n${bearer}?? status == 401\n`, codes: [] },
  { what: 'another field of the answer', text: `${forManagement}${atVault}\nX-Type: {{login.response.body.$.token_type}}\n`, codes: [] },
  {
    what: 'an answer of another service',
    text: `# @name login\nPOST https://api.example.com/token?resource=https://management.azure.com/\n###\n${atVault}\n${bearer}`,
    codes: [],
  },
];

describe('a token out of an answer', () => {
  test.each(cases)('$what: $codes', expectAdvice);
});
