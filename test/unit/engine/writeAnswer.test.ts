import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAnswer } from '../../../src/engine/writeAnswer.ts';

let base = '';
let root = '';
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'kvhttp-answer-'));
  root = join(base, 'workspace');
  await mkdir(join(root, 'requests'), { recursive: true });
  await mkdir(join(base, 'outside'));
  await writeFile(join(root, 'requests', 'old.json'), 'old');
  await writeFile(join(base, 'outside', 'canary.txt'), 'canary');
  await symlink(join(base, 'outside'), join(root, 'requests', 'way-out'), 'junction');
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function write(path: string, replaces = false, text = 'new'): Promise<string | undefined> {
  const document = join(root, 'requests', 'a.kvhttp');
  const written = await writeAnswer({ path, document, root, replaces, bytes: new TextEncoder().encode(text) });
  return written === undefined ? undefined : relative(root, written).replaceAll('\\', '/');
}

const outside = async () => readdir(join(base, 'outside'));

describe('writeAnswer', () => {
  test('writes beside the document, and makes folders', async () => {
    expect(await write('new.json')).toBe('requests/new.json');
    expect(await write('./a/b/new.json')).toBe('requests/a/b/new.json');
    expect(await write('../top.json')).toBe('top.json');
    expect(await readFile(join(root, 'requests', 'a', 'b', 'new.json'), 'utf8')).toBe('new');
  });

  test('a file that is there stays: the next one has a number', async () => {
    expect(await write('old.json')).toBe('requests/old-1.json');
    expect(await write('old.json')).toBe('requests/old-2.json');
    expect(await readFile(join(root, 'requests', 'old.json'), 'utf8')).toBe('old');
  });

  test('with ! it is overwritten', async () => {
    expect(await write('old.json', true, 'n')).toBe('requests/old.json');
    expect(await readFile(join(root, 'requests', 'old.json'), 'utf8')).toBe('n');
  });

  for (const path of ['../../outside/x.json', 'way-out/x.json', 'way-out/deep/x.json', '..', '.'])
    for (const replaces of [false, true])
      test(`${path} is not written${replaces ? ' with !' : ''}`, async () => {
        expect(await write(path, replaces)).toBeUndefined();
        expect(await outside()).toEqual(['canary.txt']);
      });

  test('nor is an absolute path outside', async () => {
    expect(await write(join(base, 'outside', 'x.json'))).toBeUndefined();
    expect(await outside()).toEqual(['canary.txt']);
  });

  test.skipIf(process.platform === 'win32')('a link to a file outside is not written through', async () => {
    await symlink(join(base, 'outside', 'canary.txt'), join(root, 'requests', 'link.txt'));
    expect(await write('link.txt', true)).toBeUndefined();
    expect(await write('link.txt')).toBe('requests/link-1.txt');
    expect(await readFile(join(base, 'outside', 'canary.txt'), 'utf8')).toBe('canary');
  });
});
