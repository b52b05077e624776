import { expect, test } from 'vitest';
import { parseConnectTo } from '../../../src/host/settings/parseConnectTo.ts';

for (const [text, expected] of [
  ['a.example=127.0.0.1', { host: 'a.example', port: 443, address: '127.0.0.1', addressPort: 443 }],
  ['A.Example:8443=10.0.0.4', { host: 'a.example', port: 8443, address: '10.0.0.4', addressPort: 8443 }],
  ['a.example=[::1]:9000', { host: 'a.example', port: 443, address: '::1', addressPort: 9000 }],
  [' a.example=b.example:1 ', { host: 'a.example', port: 443, address: 'b.example', addressPort: 1 }],
  ['a.example', undefined],
  ['a.example=', undefined],
  ['a.example=1.2.3.4:0', undefined],
  ['a.example=1.2.3.4:70000', undefined],
  ['https://a.example=1.2.3.4', undefined],
  ['*=1.2.3.4', undefined],
] as const)
  test(`${JSON.stringify(text)} is ${expected === undefined ? 'refused' : 'read'}`, () => expect(parseConnectTo(text)).toEqual(expected));
