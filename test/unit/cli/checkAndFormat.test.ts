import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cli } from '../builders/cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvhttp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('check', () => {
  test('prints the diagnostics as JSON, from 0', async () => {
    const path = file('a.kvhttp', 'GET https://a.io\nAccept\n');
    const { code, out } = await cli(['check', path, '--json']);
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        files: [
          {
            file: path,
            problems: [
              {
                code: 'header-without-colon',
                severity: 'error',
                message: expect.stringContaining('colon'),
                start: { line: 1, character: 0 },
                end: { line: 1, character: 6 },
              },
            ],
          },
        ],
      },
    ]);
  });
  test('prints them as compilers do, from 1', async () => {
    const path = file('a.kvhttp', '\n### x\n# @name r\nGET https://a.io/{{x}}\n');
    expect((await cli(['check', path])).out).toMatch(/a\.kvhttp:4:18: error unset-variable {2}/);
  });
  test('a hint is no failure', async () => {
    expect((await cli(['check', file('a.kvhttp', '#@name r\nGET https://a.io')])).code).toBe(0);
  });
  test('knows no vaults but those it is told of', async () => {
    const path = file('a.kvhttp', '# @vault contoso\nGET /secrets/a?api-version=7.6');
    expect((await cli(['check', path])).code).toBe(0);
    expect((await cli(['check', path, '--vault', 'other=https://other.vault.azure.net'])).out).toContain('unknown-vault');
  });
  test('takes variables of environment files', async () => {
    file('http-client.env.json', '{"dev":{"x":"1"},"prod":{"y":{"provider":"AzureKeyVault","keyVaultName":"v","secretName":"s"}}}');
    const path = file('a.kvhttp', 'GET https://a.io/{{x}}/{{y}}');
    expect((await cli(['check', path])).code).toBe(0);
    expect((await cli(['check', path, '--env', 'dev'])).out.match(/unset-variable/g)).toHaveLength(1);
    expect(await cli(['check', path, '--env', 'nope'])).toMatchObject({ code: 2, err: expect.stringContaining('Known: dev, prod.') });
  });
  test('warns of what would be refused before it is sent', async () => {
    const path = file('a.kvhttp', '# @vault sample\n# @flow rest\n# @resource https://vault.azure.net/\nGET /secrets/a?api-version=7.6');
    expect((await cli(['check', path])).out).toMatch(/a\.kvhttp:3:/);
  });
  test('wants a file', async () => expect((await cli(['check'])).code).toBe(2));
  test('a file that is not there', async () => expect((await cli(['check', join(folder, 'no')])).code).toBe(2));
});

describe('format', () => {
  test('writes what it changes', async () => {
    const path = file('a.kvhttp', 'get https://a.io');
    expect([await cli(['format', path]), readFileSync(path, 'utf8')]).toEqual([
      { code: 0, out: `${path}: formatted\n`, err: '' },
      'GET https://a.io\n',
    ]);
    expect((await cli(['format', path])).out).toBe('');
  });
  test('--check only tells', async () => {
    const path = file('a.kvhttp', 'get https://a.io');
    expect((await cli(['format', '--check', path])).code).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe('get https://a.io');
    expect((await cli(['format', '--check', file('b.kvhttp', 'GET https://a.io\n')])).code).toBe(0);
  });
  test('standard input to standard output', async () => {
    expect((await cli(['format', '-'], 'get https://a.io')).out).toBe('GET https://a.io\n');
  });
});
