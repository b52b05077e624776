import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockLines } from '../../../src/core/language/blockLines.ts';
import { formatBlocks } from '../../../src/core/language/formatDocument.ts';
import { createLineIndex } from '../../../src/core/language/lineIndex.ts';
import { parseBlock } from '../../../src/core/language/parseBlock.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { type Block, type KvDocument, requestBlocks } from '../../../src/core/language/syntax.ts';
import { resolveRequest } from '../../../src/core/resolve/resolveRequest.ts';
import { runsOf } from '../builders/runsOf.ts';
import { aSource } from '../resolve/variableSources.ts';
import { kvhttpTexts } from './kvhttpTexts.ts';

function expectWhole(document: KvDocument, text: string): void {
  expect(document.blocks.map(({ syntax }) => syntax.text).join('')).toBe(text);
  let at = 0;
  let line = 0;
  for (const block of document.blocks) {
    expect([block.start, block.line]).toEqual([at, line]);
    at = block.end;
    line += block.syntax.lineMarks.length;
    expectSpansInside({ ...block.syntax, ...partsMadeAgain(block) }, block.syntax.text);
    expectLinesAreTheText(blockLines(block.syntax), block.syntax.text);
  }
  expect(at).toBe(text.length);
  for (const { span } of document.problems) expectInside(span, text.length);
}

/** Walks every object of a tree: whatever has a span lies in the text, and whatever has text shows that very stretch. */
function expectSpansInside(node: unknown, text: string): void {
  if (Array.isArray(node)) for (const item of node) expectSpansInside(item, text);
  else if (typeof node === 'object' && node !== null) {
    const { start, end, text: shown } = node as { start?: unknown; end?: unknown; text?: unknown };
    if (typeof start === 'number' && typeof end === 'number') {
      expectInside({ start, end }, text.length);
      const isPiece = Object.keys(node).every(key => ['start', 'end', 'text', 'kind'].includes(key));
      if (isPiece && typeof shown === 'string' && !shown.startsWith('header ') && !shown.startsWith('calls['))
        expect(text.slice(start, end)).toBe(shown);
    }
    for (const value of Object.values(node)) expectSpansInside(value, text);
  }
}

function expectLinesAreTheText(lines: readonly { start: number; end: number }[], text: string): void {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  for (const { start, end } of lines) {
    expect(start).toBe(at);
    expect(/[\r\n]/.test(text.slice(start, end))).toBe(false);
    at = end + (/^(?:\r\n|\r|\n)/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
  }
  expect(at).toBe(text.length);
}

function expectInside({ start, end }: { start: number; end: number }, length: number): void {
  if (start < 0 || end < start || end > length) throw new Error(`span ${start}-${end} in a text of ${length}`);
}

describe('any text', () => {
  test('is read whole, with every span inside', () => {
    fc.assert(
      fc.property(kvhttpTexts, text => expectWhole(parseDocument(text), text)),
      { numRuns: runsOf(500) },
    );
  });

  test('resolves or tells why not', async () => {
    const sources = aSource({
      prompt: async () => 'x',
      readFile: async () => new Uint8Array([1]),
      defaultVault: 'contoso',
      environment: { a: 'b' },
    });
    await fc.assert(
      fc.asyncProperty(kvhttpTexts, async text => {
        const document = parseDocument(text);
        for (const block of requestBlocks(document)) {
          const resolution = await resolveRequest(document, block, sources);
          if (resolution.kind === 'problems') expect(resolution.problems.some(({ severity }) => severity === 'error')).toBe(true);
          else expect(new URL(resolution.request.url).protocol).toMatch(/^https?:$/);
        }
      }),
      { numRuns: runsOf(400) },
    );
  });

  test('is the same tree whether parsed at once or after an edit', () => {
    fc.assert(
      fc.property(kvhttpTexts, kvhttpTexts, fc.nat(), fc.nat(), (text, insert, from, length) => {
        const at = from % (text.length + 1);
        const edited = text.slice(0, at) + insert + text.slice(at + (length % 20));
        const before = parseDocument(text);
        // What was found out before the edit may be used behind it.
        expect(before.problems.length).toBeGreaterThanOrEqual(0);
        const [after, whole] = [parseDocument(edited, before), parseDocument(edited)];
        expect(after.blocks).toEqual(whole.blocks);
        expect(after.blocks.map(partsMadeAgain)).toEqual(whole.blocks.map(partsMadeAgain));
        expect(after.problems).toEqual(whole.problems);
      }),
    );
  });

  test('keeps of a block what it can make of its text again', () => {
    fc.assert(
      fc.property(kvhttpTexts, text => {
        const { blocks } = parseDocument(text);
        const whole = blocks.map(({ syntax }) => parseBlock(syntax.text));
        expect(blocks.map(partsMadeAgain)).toEqual(whole.map(syntax => partsMadeAgain({ syntax })));
        expect(blocks.map(({ syntax }) => ({ ...syntax }))).toEqual(whole.map(({ directives, headers, body, ...kept }) => kept));
      }),
    );
  });

  test('has lines as the editor counts them', () => {
    fc.assert(
      fc.property(kvhttpTexts, fc.nat(), (text, place) => {
        const index = createLineIndex(text);
        const offset = place % (text.length + 1);
        const position = index.positionAt(offset);
        expect(position.line).toBe(
          text.slice(0, offset).split(/\r\n|\r(?!\n)|\n/).length - 1 - (/\r$/.test(text.slice(0, offset)) && text[offset] === '\n' ? 1 : 0),
        );
        expect(index.offsetAt(position)).toBe(offset);
      }),
    );
  });
});

test('an edit leaves the trees of the other blocks as they are', () => {
  const before = Array.from({ length: 20 }, (_, i) => `### r${i}\nGET https://a.io/${i}\n\n`).join('');
  const old = parseDocument(before);
  const edited = parseDocument(before.replace('a.io/7', 'a.io/77'), old);
  expect(edited.blocks.filter((block, index) => block.syntax !== old.blocks[index]?.syntax).map(({ line }) => line)).toEqual([21]);
});

/** They are no fields of a block that its document keeps: comparing blocks does not compare them. */
function partsMadeAgain({ syntax: { directives, headers, body } }: Pick<Block, 'syntax'>) {
  return { directives, headers, body };
}

describe('long hostile texts end', () => {
  const size = 60_000;
  for (const unit of [
    '#',
    '###\n',
    '{{',
    '}}',
    '{{a',
    '?? ',
    '> {%\n',
    'A',
    ' ',
    '\t',
    '@a',
    'GET ',
    'HTTP/1.1 ',
    '# @name ',
    '<',
    '\r',
    ':',
    '\\{',
    'a=1&',
    '?? body matches (',
    '"',
    '@a={{a}}\n',
    '// @',
    '/*',
    '*/\n',
    '/*\n',
    ' {{\n',
    '> a\n',
    '}}\n',
    ' >> a',
    '...',
    ' x',
  ]) {
    test(JSON.stringify(unit), async () => {
      const text = unit.repeat(Math.ceil(size / unit.length));
      for (const each of [
        text,
        `GET https://a.io/${text}`,
        `GET https://a.io\nA: ${text}`,
        `PUT https://a.io\n\n${text}`,
        `GET https://a.io\n?? ${text}`,
      ]) {
        const document = parseDocument(each);
        expect(document.blocks.map(({ syntax }) => syntax.text).join('').length).toBe(each.length);
        const block = requestBlocks(document)[0];
        if (block !== undefined) await resolveRequest(document, block, aSource());
      }
    });
  }
});

// More than a call takes as arguments, and enough to see what grows with the square.
test.each([
  ['a body', 'PUT https://a.io\n\n', '{}\n'],
  ['a target', 'GET https://a.io\n', '  /a#b\n'],
  ['directives', '', '# @flow rest\n'],
  ['headers', 'GET https://a.io\n', 'authorization: a\n'],
])('%s of 130,000 lines is read, judged and formatted', (_what, start, line) => {
  const document = parseDocument(start + line.repeat(130_000));
  expect(document.problems.length).toBeGreaterThanOrEqual(0);
  expect(formatBlocks(document).length).toBeGreaterThan(130_000);
});

const sample = new URL('../../../media/samples/quickstart.kvhttp', import.meta.url);
test.skipIf(!existsSync(sample))('the sample that comes with the product has no problem', () => {
  expect(parseDocument(readFileSync(sample, 'utf8')).problems).toEqual([]);
});
