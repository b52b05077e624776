import { expect, test } from 'vitest';
import { microsoftProvider } from '../../../src/host/doors/microsoftProvider.ts';

test.each([
  ['https://vault.azure.net/.default', 'microsoft'],
  ['https://managedhsm.azure.net/.default', 'microsoft'],
  ['https://management.azure.com/.default', 'microsoft'],
  ['api://gateway/Read', 'microsoft'],
  ['offline_access', 'microsoft'],
  ['https://vault.azure.net.evil.example/.default', 'microsoft'],
  ['https://vault.azure.cn/.default', 'microsoft-sovereign-cloud'],
  ['https://managedhsm.usgovcloudapi.net/.default', 'microsoft-sovereign-cloud'],
  ['https://management.usgovcloudapi.net/.default', 'microsoft-sovereign-cloud'],
])('an account for %s: %s', (scope, provider) => {
  expect(microsoftProvider([scope])).toBe(provider);
});
