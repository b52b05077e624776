import { expect, test } from 'vitest';
import { chooseProxy, type ProxySources } from '../../../src/host/settings/chooseProxy.ts';

const sources = (over: Partial<ProxySources>): ProxySources => ({
  own: '',
  editor: '',
  editorSupport: 'override',
  editorNoProxy: [],
  env: {},
  ...over,
});

for (const [name, over, url] of [
  ['nothing', {}, undefined],
  ['our own setting', { own: 'http://own:1', editor: 'http://editor:1', env: { HTTPS_PROXY: 'http://env:1' } }, 'http://own:1'],
  ['direct', { own: 'direct', editor: 'http://editor:1', env: { HTTPS_PROXY: 'http://env:1' } }, undefined],
  ['the editor', { editor: 'http://editor:1', env: { https_proxy: 'http://env:1' } }, 'http://editor:1'],
  ['an editor that uses none', { editor: 'http://editor:1', editorSupport: 'off', env: { https_proxy: 'http://env:1' } }, undefined],
  ['the environment', { env: { https_proxy: 'http://small:1', HTTPS_PROXY: 'http://large:1' } }, 'http://small:1'],
  ['the environment for everything', { env: { ALL_PROXY: 'http://all:1' } }, 'http://all:1'],
  ['an environment of another kind', { env: { HTTPS_PROXY: 'socks5://s:1' } }, undefined],
] as const)
  test(`proxy from ${name}: ${url ?? 'none'}`, () => expect(chooseProxy(sources(over))?.url).toBe(url));

test('hosts without proxy come from the editor and the environment', () => {
  expect(
    chooseProxy(sources({ own: 'http://own:1', editorNoProxy: ['a.example'], env: { NO_PROXY: 'b.example, .c.example' } }))?.noProxy,
  ).toEqual(['a.example', 'b.example', '.c.example']);
});
