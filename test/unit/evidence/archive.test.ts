import { brotliCompressSync } from 'node:zlib';
import { deflateSync, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { EvidenceError } from '../../../src/core/evidence/evidenceError.ts';
import { anArchive, marks, patched, sazFiles } from './anArchive.ts';
import { explain, runsOf } from './explainForTest.ts';

describe('a session archive', () => {
  for (const [name, level] of [
    ['packed', 6],
    ['stored', 0],
  ] as const)
    test(`${name}: sessions in the order of their numbers, tunnels left out`, () => {
      const report = explain(anArchive(sazFiles, level), 'session.saz');
      expect(runsOf(report)).toEqual(['failure 1,2,3 rbac-role-missing']);
      expect(JSON.stringify(report)).not.toContain('canary');
    });

  test('is known by its first bytes, whatever its name', () => {
    expect(explain(anArchive()).kind).toBe('archive');
  });

  test.each([
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('a body packed with %s is read', (coding, pack) => {
    const body = '{"error":{"code":"Forbidden","innererror":{"code":"SecretDisabled"}}}';
    const head = `HTTP/1.1 403 Forbidden\r\nx-ms-keyvault-region: w\r\nContent-Encoding: ${coding}\r\n\r\n`;
    const archive = zipSync({
      'raw/1_c.txt': strToU8('GET https://kv-one.vault.azure.net/secrets/db HTTP/1.1\r\nAuthorization: Bearer x\r\n\r\n'),
      'raw/1_s.txt': new Uint8Array([...strToU8(head), ...pack(strToU8(body))]),
    });
    expect(runsOf(explain(archive))).toEqual(['failure 0 secret-disabled']);
  });
});

describe('bad archives', () => {
  const good = anArchive({ 'raw/1_c.txt': 'GET https://kv-one.vault.azure.net/secrets/db HTTP/1.1\r\n\r\n' }, 0);
  const packed = anArchive({ 'raw/1_c.txt': `GET https://kv-one.vault.azure.net/secrets/db HTTP/1.1\r\n${'X: y\r\n'.repeat(50)}\r\n` });
  const named = (name: string): Uint8Array => anArchive({ ...sazFiles, [name]: 'x' });
  const le = (value: number, size: 2 | 4): readonly number[] => Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 0xff);
  const bad: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ...[0, 1, 2, 3, 4, 10, 21].map(length => [`cut to ${length} bytes`, good.slice(0, length)] as const),
    ...Array.from({ length: 8 }, (_, i) => [`cut ${i + 1} bytes short`, good.slice(0, good.length - i - 1)] as const),
    ...[0.25, 0.5, 0.75].map(part => [`cut at ${part}`, good.slice(0, Math.floor(good.length * part))] as const),
    ['bytes behind its end', new Uint8Array([...good, 1, 2, 3])],
    ['no entries', anArchive({})],
    ['no sessions', anArchive({ 'readme.txt': 'x' })],
    ['an index alone', anArchive({ '_index.htm': 'x', 'raw/': '' })],
    ...[
      '../evil.txt',
      'raw/../../evil.txt',
      '..\\evil.txt',
      'raw\\..\\..\\x',
      '/etc/passwd',
      '\\windows\\x',
      'C:/x',
      'c:\\x',
      'raw/\0.txt',
      '..',
    ].map(name => [`an entry named ${JSON.stringify(name)}`, named(name)] as const),
    ...['inner.zip', 'raw/inner.SAZ', 'a.7z', 'a.rar', 'a.tar', 'a.gz'].map(
      name => [`another archive in it: ${name}`, named(name)] as const,
    ),
    ['a name of 600 characters', named('x'.repeat(600))],
    [
      'two entries of one name',
      patched(
        anArchive({ 'raw/1_c.txt': 'GET https://a/ HTTP/1.1', 'raw/2_c.txt': 'x' }),
        marks.directory,
        46,
        [...strToU8('raw/1_c.txt')],
        1,
      ),
    ],
    ['an encrypted entry', patched(good, marks.directory, 8, [1, 0])],
    ['a strongly encrypted entry', patched(good, marks.directory, 8, [0x40, 0])],
    ['a hidden directory', patched(good, marks.directory, 8, [0, 0x20])],
    ...[1, 6, 9, 12, 14, 93, 95, 99].map(
      method => [`packed by method ${method}`, patched(good, marks.directory, 10, le(method, 2))] as const,
    ),
    ['a link', patched(good, marks.directory, 38, le(0xa1ff0000, 4))],
    ['another checksum', patched(good, marks.directory, 16, [1, 2, 3, 4])],
    ['another size', patched(good, marks.directory, 24, le(10, 4))],
    ['a size of 9 MB', patched(packed, marks.directory, 24, le(9_000_000, 4))],
    ['a size of 4 GB', patched(packed, marks.directory, 24, le(0xfffffffe, 4))],
    ['larger than it says', patched(packed, marks.directory, 24, le(5, 4))],
    ['smaller than it says', patched(packed, marks.directory, 24, le(5000, 4))],
    ['a packed size beyond the file', patched(packed, marks.directory, 20, le(60_000, 4))],
    ['a place beyond the file', patched(good, marks.directory, 42, le(60_000, 4))],
    ['a place inside the directory', patched(good, marks.directory, 42, le(good.length - 60, 4))],
    ['a local header that is none', patched(good, marks.local, 0, [0, 0, 0, 0])],
    ['a local name beyond the file', patched(good, marks.local, 26, le(60_000, 2))],
    ['more entries than it has', patched(good, marks.end, 8, [...le(9, 2), ...le(9, 2)])],
    ['fewer entries than it has', patched(anArchive(), marks.end, 8, [...le(1, 2), ...le(1, 2)])],
    ['counts that disagree', patched(good, marks.end, 8, le(9, 2))],
    ['several parts', patched(good, marks.end, 4, le(1, 2))],
    ['a directory beyond the file', patched(good, marks.end, 16, le(0xfffffff0, 4))],
    ['a directory of another size', patched(good, marks.end, 12, le(10, 4))],
    ['ZIP64', patched(good, marks.end, 16, le(0xffffffff, 4))],
    ['ZIP64 by its count', patched(good, marks.end, 8, [0xff, 0xff, 0xff, 0xff])],
    ['broken packing', patched(packed, marks.local, 30 + 'raw/1_c.txt'.length, [0xff, 0xff, 0xff, 0xff])],
    ['a bomb by its ratio', zipSync({ 'raw/1_c.txt': new Uint8Array(4_000_000) })],
    ['a bomb by its size', zipSync({ 'raw/1_c.txt': new Uint8Array(8 * 1024 * 1024 + 1) })],
    ['2001 entries', zipSync(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`raw/${i}_c.txt`, new Uint8Array(0)])))],
    [
      'entries that overlap',
      patched(anArchive({ 'raw/1_c.txt': 'GET https://a/ HTTP/1.1', 'raw/2_c.txt': 'x' }, 0), marks.directory, 42, [0, 0, 0, 0], 1),
    ],
    ['no archive at all', strToU8('just some text')],
  ];

  test.each(bad)('%s ends in a named error', (_, bytes) => {
    const found = ((): unknown => {
      try {
        return explain(bytes, 'bad.saz');
      } catch (error) {
        return error;
      }
    })();
    expect(found).toBeInstanceOf(EvidenceError);
    expect((found as EvidenceError).code).toMatch(/^KV_(?:ARCHIVE|SAZ)_/);
  });

  test('there are at least sixty of them', () => expect(bad.length).toBeGreaterThanOrEqual(60));
});
