import { describe, expect, test } from 'vitest';
import { EvidenceError } from '../../../src/core/evidence/evidenceError.ts';
import { explain, runsOf } from './explainForTest.ts';

const notFound = {
  layer: 'keyvault',
  http_status: 404,
  error_code: 'SecretNotFound',
  request: { method: 'GET', url: 'https://kv-one.vault.azure.net/secrets/x?api-version=7.6&sig=canary' },
};
const secret = { layer: 'entra', http_status: 401, error_code: 'AADSTS7000215' };
const handshake = { layer: 'keyvault', http_status: 401, error_code: 'AKV10000', sequence: ['401', 'token:200', '200'] };
const wanted = ['failure 0 object-not-found', 'expected 1 benign-challenge', 'failure 2 client-secret-invalid'];
const all = [notFound, handshake, secret];

describe('several observations', () => {
  for (const [form, text] of [
    ['a list', JSON.stringify(all)],
    ['a printed list', JSON.stringify(all, null, 2)],
    ['JSON lines', all.map(each => JSON.stringify(each)).join('\n')],
    ['JSON lines of Windows, with empty ones', `${all.map(each => JSON.stringify(each)).join('\r\n\r\n')}\r\n`],
  ] as const)
    test(form, () => {
      const report = explain(text);
      expect(report.verdict).toBe('failure');
      expect(runsOf(report)).toEqual(wanted);
      expect(report.findings[0]?.evidence[0]?.exchange).toBe(0);
      expect(JSON.stringify(report)).not.toContain('canary');
    });

  test('one is still one', () => {
    expect(explain(JSON.stringify(notFound)).runs).toBeNull();
    expect(runsOf(explain(JSON.stringify([notFound])))).toEqual(wanted.slice(0, 1));
  });

  test('what is none among them makes it a text', () => {
    expect(explain(JSON.stringify([notFound, { hello: 1 }])).kind).toBe('text');
    expect(explain(`${JSON.stringify(notFound)}\n{"cut":`).kind).toBe('text');
    expect(explain('[]').kind).toBe('text');
  });

  test('too many are refused', () => {
    const text = JSON.stringify(Array.from({ length: 5001 }, () => ({ http_status: 404 })));
    expect(() => explain(text)).toThrow(EvidenceError);
  });
});
