import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { english } from '../../../../src/core/model/translate.ts';
import { type EnvironmentDoors, Environments, isEnvironmentFile } from '../../../../src/host/environment/environments.ts';
import { statusText } from '../../../../src/host/environment/statusText.ts';

function setUp(over: Partial<EnvironmentDoors> = {}, chosen: unknown = undefined) {
  const held = { chosen, changes: 0 };
  const environments = new Environments({
    settings: () => ({ $shared: { a: '1', b: '1' }, test: { b: '2' }, prod: { b: '3' } }),
    placeOf: () => undefined,
    memory: {
      get: () => held.chosen,
      update: async (_, value) => {
        held.chosen = value;
      },
    },
    changed: () => held.changes++,
    ...over,
  });
  return { environments, held };
}

describe('Environments', () => {
  test.each([
    ['no choice: the first', undefined, 'test', { a: '1', b: '2' }],
    ['the chosen one', 'prod', 'prod', { a: '1', b: '3' }],
    ['a choice that is gone', 'staging', 'test', { a: '1', b: '2' }],
    ['a choice of another form', { name: 'prod' }, 'test', { a: '1', b: '2' }],
  ])('%s', async (_, chosen, name, variables) => {
    const { environments } = setUp({}, chosen);
    expect(await environments.of('untitled:1')).toMatchObject({ name, variables });
    expect(environments.known('untitled:1')).toMatchObject({ name, variables });
  });

  test('there need be none', async () => {
    const { environments } = setUp({ settings: () => ({}) });
    expect(await environments.of('x')).toMatchObject({ name: null, variables: {} });
    expect(await environments.names('x')).toEqual([]);
  });

  test('a choice is kept and told', async () => {
    const { environments, held } = setUp();
    await environments.choose('prod');
    expect([held.chosen, held.changes, (await environments.of('x')).name]).toEqual(['prod', 1, 'prod']);
  });

  describe('files', () => {
    let root = '';
    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'kvhttp-env-'));
      await mkdir(join(root, 'deep'));
      await writeFile(join(root, 'http-client.env.json'), JSON.stringify({ test: { b: 'file', c: 'outer' }, staging: {} }));
      await writeFile(join(root, 'deep', 'http-client.env.json'), JSON.stringify({ test: { c: 'inner' } }));
    });
    afterAll(() => rm(root, { recursive: true, force: true }));
    const withFiles = () => setUp({ placeOf: () => ({ file: join(root, 'deep', 'a.kvhttp'), root }) });

    test('win over the settings, the nearer over the farther', async () => {
      const { environments } = withFiles();
      expect(await environments.of('x')).toMatchObject({ name: 'test', variables: { a: '1', b: 'file', c: 'inner' } });
      expect(await environments.names('x')).toEqual(['test', 'prod', 'staging']);
    });

    test('are known a moment later, and that is told', async () => {
      const { environments, held } = withFiles();
      expect(environments.known('x').variables).toEqual({ a: '1', b: '2' });
      await expect.poll(() => held.changes).toBe(1);
      expect(environments.known('x').variables).toMatchObject({ b: 'file', c: 'inner' });
    });

    test('are asked for once, however many documents are open and however often they are drawn', async () => {
      const { environments, held } = withFiles();
      const documents = Array.from({ length: 60 }, (_, index) => `file:///${index}.kvhttp`);
      for (const document of documents) environments.known(document);
      await expect.poll(() => held.changes).toBe(documents.length);
      for (const document of documents) expect(environments.known(document).variables).toMatchObject({ b: 'file' });
      environments.forget(documents[0]);
      environments.known(documents[0] ?? '');
      await expect.poll(() => held.changes).toBe(documents.length + 1);
    });

    test('are not read for a document that has no place', async () =>
      expect((await setUp().environments.of('x')).variables).toEqual({ a: '1', b: '2' }));
  });
});

test.each([
  ['/w/http-client.env.json', true],
  ['C:\\w\\http-client.private.env.json', true],
  ['/w/http-client.env.json.user', true],
  ['/w/.vscode/settings.json', true],
  ['/w/settings.json', false],
  ['/w/a.kvhttp', false],
])('%s: %s', (path, expected) => expect(isEnvironmentFile(path)).toBe(expected));

describe('statusText', () => {
  test.each([
    [null, 'stopped', '$(symbol-variable) no environment'],
    ['test', 'stopped', '$(symbol-variable) test'],
    ['test', 'running', '$(symbol-variable) test $(vm-running)'],
  ] as const)('%s, %s', (name, embedded, text) => {
    const said = statusText(name, embedded, english);
    expect(said.text).toBe(text);
    expect(said.ariaLabel).not.toContain('$(');
  });
});
