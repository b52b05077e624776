import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dotenvValue, foldersUpTo, readFileNear } from '../../../src/engine/filesNear.ts';

let base = '';
let root = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'kvhttp-files-'));
  root = join(base, 'workspace');
  await mkdir(join(root, 'requests'), { recursive: true });
  await writeFile(join(base, 'outside.txt'), 'canary');
  await writeFile(join(root, 'body.json'), 'root');
  await writeFile(join(root, 'both.json'), 'root');
  await writeFile(join(root, 'requests', 'both.json'), 'beside');
  if (process.platform !== 'win32') await symlink(join(base, 'outside.txt'), join(root, 'link.txt'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const read = async (path: string, folder: string | undefined = root) => {
  const found = await readFileNear(path, join(root, 'requests', 'a.kvhttp'), folder);
  return found && new TextDecoder().decode(found.bytes);
};

describe('readFileNear', () => {
  for (const [path, text] of [
    ['both.json', 'beside'],
    ['./both.json', 'beside'],
    ['../both.json', 'root'],
    ['body.json', 'root'],
    ['../../outside.txt', undefined],
    ['../link.txt', undefined],
    ['missing.json', undefined],
    ['.', undefined],
    ['/etc/hostname', undefined],
  ] as const)
    test(`${path}: ${text ?? 'not read'}`, async () => expect(await read(path)).toBe(text));

  test('29 a file in two places: the one beside the document, and a word about the other', async () => {
    const told: string[] = [];
    const tell = (taken: string, other: string) => void told.push(taken, other);
    for (const path of ['both.json', 'body.json', '../both.json']) await readFileNear(path, join(root, 'requests', 'a.kvhttp'), root, tell);
    expect(told).toEqual([join(root, 'requests', 'both.json'), join(root, 'both.json')]);
  });

  test('without a workspace the document’s own folder is the border', async () => {
    expect(await readFileNear('../body.json', join(root, 'requests', 'a.kvhttp'), undefined)).toBeUndefined();
  });
});

test('folders are taken upwards, not above the workspace', () => {
  const folders = (root: string | undefined) => foldersUpTo(join(base, 'w', 'a', 'b', 'x.kvhttp'), root);
  expect(folders(join(base, 'w'))).toEqual([join(base, 'w', 'a', 'b'), join(base, 'w', 'a'), join(base, 'w')]);
  expect(folders(undefined)).toEqual([join(base, 'w', 'a', 'b')]);
  expect(folders(join(base, 'other'))).toEqual([join(base, 'w', 'a', 'b')]);
});

describe('dotenvValue: the nearest file that has the name, the environment’s own before the plain one', () => {
  beforeAll(async () => {
    await writeFile(join(base, '.env'), 'ABOVE=canary');
    await writeFile(join(root, '.env'), 'A=root\nB=root\nC=root');
    await writeFile(join(root, '.env.dev'), 'B=root dev');
    await writeFile(join(root, 'requests', '.env'), 'C=beside');
  });

  for (const [name, folder, environment, value] of [
    ['A', 'root', null, 'root'],
    ['B', 'root', null, 'root'],
    ['B', 'root', 'dev', 'root dev'],
    ['C', 'root', 'dev', 'beside'],
    ['C', 'none', null, 'beside'],
    ['A', 'none', null, undefined],
    ['ABOVE', 'root', null, undefined],
  ] as const)
    test(`${name} in ${environment ?? 'no environment'}, workspace: ${folder}`, async () => {
      const found = dotenvValue(name, join(root, 'requests', 'a.kvhttp'), folder === 'root' ? root : undefined, environment);
      expect(await found).toBe(value);
    });
});
