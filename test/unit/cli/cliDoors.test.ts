import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cliDoors } from '../../../src/cli/cliDoors.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';

let base = '';
let top = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'kvhttp-cli-'));
  top = join(base, 'project');
  await mkdir(join(top, 'requests'), { recursive: true });
  await writeFile(join(base, '.env'), 'OUTSIDE=canary');
  await writeFile(join(base, 'outside.json'), 'canary');
  await writeFile(join(top, '.env'), 'A=top\nB=top\nC=top');
  await writeFile(join(top, '.env.dev'), 'B=top dev');
  await writeFile(join(top, 'requests', '.env'), 'C=beside');
  await writeFile(join(top, 'body.json'), 'top');
  await writeFile(join(top, 'requests', 'own.json'), 'beside');
  await writeFile(join(top, 'both.json'), 'top');
  await writeFile(join(top, 'requests', 'both.json'), 'beside');
  if (process.platform !== 'win32') await symlink(join(base, 'outside.json'), join(top, 'requests', 'link.json'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const told: string[] = [];
const terminal = { env: {}, ask: async () => '', err: (text: string) => told.push(text) } as unknown as Terminal;
const documentIn = (folder: string) => pathToFileURL(join(top, folder, 'a.kvhttp')).href;
const doorsFrom = (folder: string, environment: string | null = null) =>
  cliDoors(terminal, { secrets: new Map(), reveal: false, environment, workingFolder: folder });

describe('.env files, as in the editor: upwards to the current folder, the environment’s own first', () => {
  for (const [name, environment, value] of [
    ['A', null, 'top'],
    ['B', null, 'top'],
    ['B', 'dev', 'top dev'],
    ['B', '../x', 'top'],
    ['C', 'dev', 'beside'],
    ['OUTSIDE', null, undefined],
    ['NONE', null, undefined],
  ] as const) {
    test(`50 ${name} in ${environment ?? 'no environment'}`, async () =>
      expect(await doorsFrom(top, environment).dotenv(name, documentIn('requests'))).toBe(value));
  }
  test('50 away from the current folder the own folder alone', async () => {
    expect(await doorsFrom(join(base, 'elsewhere')).dotenv('A', documentIn('requests'))).toBeUndefined();
    expect(await doorsFrom(join(base, 'elsewhere')).dotenv('C', documentIn('requests'))).toBe('beside');
  });
});

describe('body files, as in the editor: beside the request file, then in the current folder', () => {
  for (const [path, text] of [
    ['own.json', 'beside'],
    ['body.json', 'top'],
    ['../body.json', 'top'],
    ['../../outside.json', undefined],
    ['link.json', undefined],
    ['.', undefined],
    ['none.json', undefined],
  ] as const) {
    test(`29 ${path}`, async () => {
      const bytes = await doorsFrom(top).readFile(path, documentIn('requests'));
      expect(bytes && new TextDecoder().decode(bytes)).toBe(text);
    });
  }

  test('29 two files that fit are told', async () => {
    told.length = 0;
    expect(new TextDecoder().decode(await doorsFrom(top).readFile('both.json', documentIn('requests')))).toBe('beside');
    expect(told).toEqual([expect.stringContaining(join(top, 'both.json'))]);
  });
});
