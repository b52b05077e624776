import { describe, test } from 'vitest';
import { type ExplainCase, expectAdvice } from './explainText.ts';

const armVault = 'https://management.azure.com/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v';
const put = (url: string, exp: string) => `PUT ${url}\n\n{"properties":{"attributes":{"exp":${exp}}}}\n`;
const atArm = `${armVault}/secrets/s?api-version=2026-02-01`;
const atVault = 'https://contoso.vault.azure.net/secrets/a?api-version=7.6';

const codes = ['timestamp-milliseconds'];
const cases: readonly ExplainCase[] = [
  { what: 'a secret written through Resource Manager', text: put(atArm, '1795305600000'), codes, fixed: '"exp":1795305600}' },
  { what: 'a key written through Resource Manager', text: put(`${armVault}/keys/k?api-version=2026-02-01`, '1795305600000'), codes },
  { what: 'a vault, whose body has no such field', text: put(`${armVault}?api-version=2026-02-01`, '1795305600000'), codes: [] },
  { what: 'seconds at Resource Manager', text: put(atArm, '1795305600'), codes: [] },
  {
    what: 'a timestamp and three digits',
    text: put(atVault, '{{$timestamp}}000'),
    codes,
    at: '{{$timestamp}}000',
    fixed: '"exp":{{$timestamp}}}',
  },
  { what: 'a moved timestamp and three digits', text: put(atVault, '{{$timestamp 1 d}}000'), codes, fixed: '"exp":{{$timestamp 1 d}}}' },
  { what: 'three digits behind a variable', text: `@e = 1795305600\n${put(atVault, '{{e}}000')}`, codes, fixed: '"exp":{{e}}}' },
  {
    what: 'a timestamp and three digits in a variable',
    text: `@e = {{$timestamp}}000\n${put(atVault, '{{e}}')}`,
    codes,
    fixed: '@e = {{$timestamp}}\n',
  },
  { what: 'a timestamp', text: put(atVault, '{{$timestamp}}'), codes: [] },
  { what: 'another dynamic value and three digits', text: put(atVault, '{{$randomInt 1 9}}000'), codes: [] },
];

describe('times in a body', () => {
  test.each(cases)('$what: $codes', expectAdvice);
});
