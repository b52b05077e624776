import { describe, expect, test } from 'vitest';
import { chooseAuthority, chooseTenant } from '../../../src/core/auth/authorities.ts';
import { judgeTarget, type Target } from '../../../src/core/auth/target.ts';
import type { TokenAsk } from '../../../src/core/auth/tokenAsk.ts';
import { tokenEndpoint, tokenRequest } from '../../../src/core/auth/tokenRequest.ts';

const anAsk = (override: Partial<TokenAsk> = {}): TokenAsk => ({
  authority: 'https://login.microsoftonline.com',
  tenant: 'contoso.example',
  resource: 'https://vault.azure.net',
  scope: 'https://vault.azure.net/.default',
  endpoint: 'v2',
  claims: null,
  cae: false,
  ...override,
});

const formOf = (ask: TokenAsk): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(new TextDecoder().decode(tokenRequest(ask, 'me', { client_secret: 'a+b&c=d é' }).body)));

describe('token requests', () => {
  test('v2', () => {
    expect(tokenEndpoint(anAsk())).toBe('https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token');
    expect(formOf(anAsk())).toEqual({
      grant_type: 'client_credentials',
      client_id: 'me',
      scope: 'https://vault.azure.net/.default',
      client_secret: 'a+b&c=d é',
    });
  });

  test('v1 without api-version: with it the audience would be spn:…', () => {
    const ask = anAsk({ endpoint: 'v1', claims: '{"access_token":{}}', cae: true });
    expect(tokenEndpoint(ask)).toBe('https://login.microsoftonline.com/contoso.example/oauth2/token');
    expect(formOf(ask)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'me',
      resource: 'https://vault.azure.net',
      client_secret: 'a+b&c=d é',
    });
  });

  test.each(['https://adfs.corp.example', 'https://adfs.corp.example/adfs'])(
    'vector 21: ADFS at %s has no tenant and the v1 form',
    authority => {
      const ask = anAsk({ authority, tenant: 'ADFS' });
      expect(tokenEndpoint(ask)).toBe('https://adfs.corp.example/adfs/oauth2/token');
      expect(formOf(ask)['resource']).toBe('https://vault.azure.net');
    },
  );

  test('claims that are no object are left out', () => {
    expect(formOf(anAsk({ claims: '[1]', cae: true }))['claims']).toBe('{"access_token":{"xms_cc":{"values":["cp1"]}}}');
  });
});

describe('where tokens are asked', () => {
  const targetOf = (host: string): Target => {
    const judged = judgeTarget(`https://${host}/x`, false, { trusted: true, allowedHosts: [], embedded: null });
    if (judged.kind === 'blocked') throw new Error(judged.text);
    return judged.target;
  };
  test.each([
    ['acme.vault.azure.net', undefined, 'https://login.microsoftonline.com'],
    ['acme.vault.azure.cn', undefined, 'https://login.chinacloudapi.cn'],
    ['acme.managedhsm.usgovcloudapi.net', undefined, 'https://login.microsoftonline.us'],
    ['kv.stack.example', undefined, 'https://login.microsoftonline.com'],
    ['acme.vault.azure.net', 'https://login.windows.net/', 'https://login.windows.net'],
    ['acme.vault.azure.net', 'adfs.corp.example/adfs', 'https://adfs.corp.example/adfs'],
    ['acme.vault.azure.net', 'http://login.microsoftonline.com', undefined],
    ['acme.vault.azure.net', 'https://user@login.microsoftonline.com', undefined],
  ])('%s with the setting %s: %s', (host, configured, authority) => {
    expect(chooseAuthority(configured, targetOf(host), null)).toBe(authority);
  });

  test.each([
    ['T', undefined, undefined, 'T'],
    ['T', 't', undefined, 'T'],
    ['T', 'common', undefined, 'T'],
    ['T', 'X', 't', 'T'],
    ['T', 'adfs', undefined, 'adfs'],
    [null, 'X', undefined, 'X'],
    [null, undefined, 'V', 'V'],
    ['T', 'X', undefined, 'refused'],
    ['T', 'X', 'Y', 'refused'],
  ])('challenge %s, credential %s, vault %s: %s', (challenge, credential, vault, wanted) => {
    const choice = chooseTenant(challenge, credential, vault);
    expect(choice.kind === 'refused' ? 'refused' : choice.tenant).toBe(wanted);
  });
});
