import { describe, expect, test } from 'vitest';
import { bodyExtension, bodyText } from '../../../src/host/trace/bodyText.ts';
import { isTrustedLink } from '../../../src/host/trace/isTrustedLink.ts';
import { panelHtml } from '../../../src/host/trace/panelHtml.ts';
import { scenes } from './scenes.ts';

describe('the page', () => {
  const html = panelHtml({
    nonce: 'N0',
    cspSource: 'https://host.test',
    script: 'https://host.test/panel.js',
    style: 'https://host.test/panel.css',
    language: 'de',
    strings: { 'a "b" <c> & d': '</main><script>x</script>' },
  });
  const policy = /content="([^"]*)"/.exec(html)?.[1] ?? '';

  test('nothing may load but one script by nonce and our own style', () => {
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'nonce-N0'",
      'style-src https://host.test',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ]);
    expect(policy).not.toContain('unsafe');
  });

  test('every script has the nonce, none is inline', () => {
    const scripts = html.match(/<script[^>]*>[^<]*/g) ?? [];
    expect(scripts).toEqual(['<script nonce="N0" src="https://host.test/panel.js">']);
    expect(html).not.toMatch(/\son\w+=/);
  });

  test('language and translations stand in attributes, where no text can end them', () => {
    expect(html).toContain('<html lang="de">');
    const attribute = /data-strings="([^"]*)"/.exec(html)?.[1] ?? '';
    const text = attribute.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    expect(JSON.parse(text)).toEqual({ 'a "b" <c> & d': '</main><script>x</script>' });
  });
});

describe('links of findings', () => {
  for (const [url, ok] of [
    ['https://learn.microsoft.com/azure/key-vault/general/authentication', true],
    ['https://aka.ms/x', true],
    ['http://learn.microsoft.com/', false],
    ['https://learn.microsoft.com.evil.test/', false],
    ['https://evil.test/learn.microsoft.com', false],
    ['https://learn.microsoft.com@evil.test/', false],
    ['https://user@learn.microsoft.com/', false],
    ['https://learn.microsoft.com:8443/', false],
    ['command:workbench.action.quit', false],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
    ['', false],
  ] as const) {
    test(`${url} -> ${ok}`, () => expect(isTrustedLink(url)).toBe(ok));
  }
});

describe('bodies as documents', () => {
  test('a body is found by exchange and side', () => {
    const { trace } = scenes.handshake;
    expect(bodyText(trace, 1, 'request-body')).toContain('grant_type=client_credentials');
    expect(bodyText(trace, 2, 'response-body')).toContain('recoveryLevel');
    expect(bodyText(trace, 0, 'request-body')).toBeUndefined();
    expect(bodyText(trace, 9, 'response-body')).toBeUndefined();
  });

  for (const [text, expected] of [
    ['{"a":1}', 'json'],
    [' [1]', 'json'],
    ['<!DOCTYPE html>', 'html'],
    ['<?xml version="1.0"?>', 'xml'],
    ['plain', 'txt'],
  ] as const) {
    test(`${text} -> ${expected}`, () => expect(bodyExtension(text)).toBe(expected));
  }
});
