import { describe, expect, test } from 'vitest';
import { isLoopback, judgeTarget } from '../../../src/core/auth/target.ts';

const rules = { trusted: true, allowedHosts: ['kv.corp.example', '*.stack.example', 'port.example:8443'], embedded: null };
const verdict = (url: string, override: Partial<typeof rules> = {}): string => {
  const judged = judgeTarget(url, true, { ...rules, ...override });
  return judged.kind === 'ok' ? `${judged.target.service}${judged.target.tokenAllowed ? '' : ', no token'}` : judged.code;
};

describe('hosts that may get a token', () => {
  test.each([
    ['https://acme.vault.azure.net/secrets', 'vault'],
    ['https://ACME.VAULT.AZURE.NET', 'vault'],
    ['https://acme.vault.azure.net:8443/', 'vault'],
    ['https://acme.managedhsm.azure.net/keys', 'hsm'],
    ['https://acme.vault.azure.cn/', 'vault'],
    ['https://acme.vault.usgovcloudapi.net/', 'vault'],
    ['https://acme.privatelink.vaultcore.azure.net/', 'vault'],
    ['https://management.azure.com/subscriptions', 'management'],
    ['https://kv.corp.example/', 'other'],
    ['https://a.stack.example/', 'other'],
    ['https://port.example:8443/', 'other'],
  ])('%s: %s', (url, wanted) => {
    expect(verdict(url)).toBe(wanted);
  });
});

/** Threat a1: none of these may ever carry a token. */
const hostile: readonly string[] = [
  'https://vault.azure.net.evil.example/',
  'https://evil-vault.azure.net/',
  'https://evilvault.azure.net/',
  'https://vault.azure.net/',
  'https://azure.net/',
  'https://kv.vault.azure.net@evil.example/',
  'https://kv.vault.azure.net:443@evil.example/',
  'https://kv.vault.azure.net%40evil.example/',
  'https://evil.example/.vault.azure.net',
  'https://evil.example?.vault.azure.net',
  'https://evil.example#.vault.azure.net',
  'https://evil.example\\.vault.azure.net/',
  'https:\\\\evil.example\\.vault.azure.net/',
  'https://evil.example%2f.vault.azure.net/',
  'https://evil.example%00.vault.azure.net/',
  'https://evil.example%2e.vault.azure.net/',
  'https://kv%2evault.azure.net/',
  'https://kv.vault.azure.net%2eevil.example/',
  'https://kv.vault.azure.net./',
  'https://kv..vault.azure.net/',
  'https://kv.vault.azure.net\u3002evil.example/',
  'https://kv.vault\uff0eazure.net/',
  'https://kv.vau\u200blt.azure.net/',
  'https://kv.v\u0430ult.azure.net/',
  'https://kv.vault.\u0430zure.net/',
  'https://xn--kv-vault-azure-net.example/',
  'https://kv.vault.azure.net\t.evil.example/',
  'https://kv.vault.azure.net\n.evil.example/',
  'https://kv.vault.azure.net\r\n.evil.example/',
  'https://kv.vault.azure.net\u0000.evil.example/',
  ' https://evil.example/',
  'https:///evil.example/',
  'https:/evil.example/',
  'https:evil.example',
  'https://',
  'https://?x',
  '//kv.vault.azure.net/',
  '/secrets/db',
  'kv.vault.azure.net',
  'ftp://kv.vault.azure.net/',
  'file:///kv.vault.azure.net/',
  'javascript:alert(1)//.vault.azure.net',
  'data:text/html,x.vault.azure.net',
  'ws://kv.vault.azure.net/',
  'http://kv.vault.azure.net/',
  'HTTP://kv.vault.azure.net/',
  'http://evil.example/',
  'http://localhost.evil.example/',
  'http://127.0.0.1.evil.example/',
  'https://127.0.0.1/',
  'https://localhost/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://169.254.169.254/metadata',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://management.azure.com.evil.example/',
  'https://evil.management.azure.com/',
  'https://login.microsoftonline.com/',
  'https://stack.example/',
  'https://evilstack.example/',
  'https://kv.corp.example.evil.example/',
  'https://sub.kv.corp.example/',
  'https://port.example/',
  'https://kv.vault.azure.net:99999/',
  'https://kv.vault.azure.net:/',
  'https://kv.vault.azure.net:port/',
  'https://user:pass@kv.vault.azure.net/',
  'https://@kv.vault.azure.net/',
];

describe('hosts that may not', () => {
  test('the table is as long as promised', () => {
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(60);
  });

  test.each(hostile)('%j', url => {
    expect(['host-not-allowed', 'request-invalid', 'plain-http']).toContain(verdict(url));
  });

  test('loopback http is reached, without a token', () => {
    expect(verdict('http://127.0.0.1:8080/')).toBe('other, no token');
    expect(verdict('http://localhost:8080/')).toBe('other, no token');
    expect(verdict('http://[::1]:8080/')).toBe('other, no token');
    expect(verdict('http://localhost:8080/', { allowedHosts: ['localhost'] })).toBe('other, no token');
  });

  test('without a token any https host may be asked', () => {
    expect(judgeTarget('https://api.example/', false, rules)).toMatchObject({ kind: 'ok', target: { tokenAllowed: false } });
  });

  test.each(['https://acme.vault.azure.net/', 'http://127.0.0.1/', 'https://kv.corp.example/'])('an untrusted workspace: %s', url => {
    expect(verdict(url, { trusted: false })).toBe('untrusted-workspace');
    expect(judgeTarget(url, false, { ...rules, trusted: false })).toMatchObject({ code: 'untrusted-workspace' });
  });

  test.each([
    ['127.0.0.1', true],
    ['127.255.1.2', true],
    ['localhost', true],
    ['[::1]', true],
    ['127.0.0.1.example', false],
    ['128.0.0.1', false],
    ['0.0.0.0', false],
    ['127.0.0.999', false],
  ])('isLoopback(%s) is %s', (host, wanted) => {
    expect(isLoopback(host)).toBe(wanted);
  });
});
