import { describe, expect, test } from 'vitest';
import { chooseRoute, proxyEndpoint } from '../../../src/transport/chooseRoute.ts';
import { isLoopbackHost } from '../../../src/transport/loopbackHost.ts';
import { inNoProxyList } from '../../../src/transport/noProxyList.ts';

const vault = { host: 'contoso.vault.azure.net', port: 443 };
const proxy = { url: 'http://proxy.example:8080', noProxy: [] };

describe('no_proxy', () => {
  test.each<[string, string, number, boolean]>([
    ['contoso.vault.azure.net', 'contoso.vault.azure.net', 443, true],
    ['vault.azure.net', 'contoso.vault.azure.net', 443, true],
    ['.vault.azure.net', 'contoso.vault.azure.net', 443, true],
    ['*.vault.azure.net', 'contoso.vault.azure.net', 443, true],
    ['.vault.azure.net', 'evilvault.azure.net', 443, false],
    ['vault.azure.net', 'evilvault.azure.net', 443, false],
    ['VAULT.azure.NET', 'contoso.vault.azure.net', 443, true],
    [' vault.azure.net ', 'contoso.vault.azure.net.', 443, true],
    ['*', 'contoso.vault.azure.net', 443, true],
    ['', 'contoso.vault.azure.net', 443, false],
    ['.', 'contoso.vault.azure.net', 443, false],
    ['contoso.vault.azure.net:443', 'contoso.vault.azure.net', 443, true],
    ['contoso.vault.azure.net:444', 'contoso.vault.azure.net', 443, false],
    ['10.0.0.0/8', '10.1.2.3', 443, true],
    ['10.0.0.0/8', '11.1.2.3', 443, false],
    ['10.0.0.0/99', '10.1.2.3', 443, false],
    ['10.0.0.0/8', 'contoso.vault.azure.net', 443, false],
    ['fd00::/8', 'fd00::1', 443, true],
    ['[fd00::1]:443', 'fd00::1', 443, true],
    ['fd00::1', 'fd00::1', 443, true],
    ['2.3', '10.1.2.3', 443, false],
  ])('%j for %s:%i is %s', (entry, host, port, expected) => {
    expect(inNoProxyList(['other.example', entry], host, port)).toBe(expected);
  });
});

describe('this machine', () => {
  test.each<[string, boolean]>([
    ['localhost', true],
    ['LOCALHOST.', true],
    ['a.localhost', true],
    ['127.0.0.1', true],
    ['127.255.0.9', true],
    ['[::1]', true],
    ['::ffff:127.0.0.1', true],
    ['127.0.0.1.evil.example', false],
    ['localhost.evil.example', false],
    ['128.0.0.1', false],
    ['::2', false],
  ])('%s: %s', (host, expected) => expect(isLoopbackHost(host)).toBe(expected));
});

describe('the route', () => {
  const loopback = { host: vault.host, port: 443, address: '127.0.0.1', addressPort: 8443 };

  test('without settings: straight there', () => expect(chooseRoute(vault, [], null)).toEqual({ target: vault, proxy: null }));

  test('with a proxy: through it', () => {
    expect(chooseRoute(vault, [], proxy)).toMatchObject({ target: vault, proxy: { host: 'proxy.example', port: 8080, secure: false } });
  });

  test('connectTo on this machine goes before the proxy', () => {
    expect(chooseRoute(vault, [loopback], proxy)).toEqual({ target: { host: '127.0.0.1', port: 8443 }, proxy: null });
  });

  test('connectTo is for its host and port alone', () => {
    expect(chooseRoute({ ...vault, port: 444 }, [loopback], null).target).toEqual({ ...vault, port: 444 });
    expect(chooseRoute({ ...vault, host: 'x.vault.azure.net' }, [loopback], null).target.host).toBe('x.vault.azure.net');
  });

  test('the identity endpoint of a virtual machine is its own', () => {
    expect(chooseRoute({ host: '169.254.169.254', port: 80 }, [], proxy).proxy).toBeNull();
  });
});

describe('proxy URL', () => {
  test.each<[string, string, number, boolean]>([
    ['http://proxy.example', 'proxy.example', 80, false],
    ['https://proxy.example', 'proxy.example', 443, true],
    ['http://[::1]:3128/', '::1', 3128, false],
  ])('%s', (url, host, port, secure) => expect(proxyEndpoint(url)).toEqual({ host, port, secure, authorization: null }));

  test('credentials are percent-decoded, and hidden', () => {
    const { authorization } = proxyEndpoint('http://a%40b:c%3Ad@proxy.example');
    expect(authorization?.reveal()).toBe(`Basic ${Buffer.from('a@b:c:d').toString('base64')}`);
    expect(JSON.stringify(authorization)).toBe('"[secret]"');
  });

  test.each(['', 'proxy.example:8080', 'socks5://proxy.example', 'http://u:%zz@proxy.example'])('%j is refused', url => {
    expect(() => proxyEndpoint(url)).toThrow(expect.objectContaining({ code: 'proxy-invalid' }));
  });
});
