import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dotenvFiles, readFileNear } from '../../../src/host/doors/filesNear.ts';

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
  const bytes = await readFileNear(path, join(root, 'requests', 'a.kvhttp'), folder);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
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
    const bytes = await readFileNear('../body.json', join(root, 'requests', 'a.kvhttp'), undefined);
    expect(bytes).toBeUndefined();
  });
});

test('.env files are looked for upwards, not above the workspace', () => {
  expect(dotenvFiles(join(root, 'a', 'b', 'x.kvhttp'), root, null)).toEqual([
    join(root, 'a', 'b', '.env'),
    join(root, 'a', '.env'),
    join(root, '.env'),
  ]);
  expect(dotenvFiles(join(root, 'a', 'x.kvhttp'), undefined, null)).toEqual([join(root, 'a', '.env')]);
  expect(dotenvFiles(join(root, 'a', 'x.kvhttp'), root, 'dev')).toEqual([
    join(root, 'a', '.env.dev'),
    join(root, 'a', '.env'),
    join(root, '.env.dev'),
    join(root, '.env'),
  ]);
});
