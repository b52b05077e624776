import { expect, test } from 'vitest';
import { formatDocument } from '../../../src/core/language/formatDocument.ts';
import { createLineIndex } from '../../../src/core/language/lineIndex.ts';
import { outline } from '../../../src/core/language/outline.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../src/core/language/syntax.ts';
import { checkRequests } from '../../../src/core/resolve/checkRequest.ts';
import { requestDependencies } from '../../../src/core/resolve/requestDependencies.ts';
import { resolveRequest } from '../../../src/core/resolve/resolveRequest.ts';
import { variableScopeOf } from '../../../src/core/resolve/variableScope.ts';
import { aSource } from '../resolve/variableSources.ts';
import { hostileFiles } from './hostileFiles.ts';
import { meaningOf } from './meaningOf.ts';

const files = hostileFiles();
const sources = aSource({ defaultVault: 'contoso', prompt: async () => 'a\r\nb', readFile: async () => new Uint8Array([0, 255]) });

test('there are a thousand of them', () => {
  expect(files.length).toBeGreaterThanOrEqual(1_000);
  expect(new Set(files.map(({ text }) => text)).size).toBeGreaterThanOrEqual(1_000);
});

test('each is read whole, and every problem lies in it', { timeout: 60_000 }, () => {
  for (const { name, text } of files) {
    const document = parseDocument(text);
    if (document.blocks.map(({ syntax }) => syntax.text).join('') !== text) throw new Error(`${name}: text was lost`);
    const checked = checkRequests(document.blocks, variableScopeOf(document), sources);
    const { positionAt } = createLineIndex(text);
    for (const { span, message } of [...document.problems, ...checked]) {
      if (span.start < 0 || span.end < span.start || span.end > text.length) throw new Error(`${name}: a span outside the text`);
      if (message === '' || positionAt(span.end).line < positionAt(span.start).line) throw new Error(`${name}: ${message}`);
    }
    if (outline(document).length > text.length) throw new Error(`${name}: an outline longer than the text`);
  }
});

test('each keeps its meaning when it is formatted', { timeout: 60_000 }, () => {
  for (const { name, text } of files) {
    const once = formatDocument(text);
    if (formatDocument(once) !== once) throw new Error(`${name}: formatting twice is not formatting once`);
    const [meant, means] = [text, once].map(each => JSON.stringify(meaningOf(parseDocument(each))));
    if (meant !== means) throw new Error(`${name}: ${means} in place of ${meant}`);
  }
});

test('none sends what no request may hold', { timeout: 60_000 }, async () => {
  let resolved = 0;
  for (const { name, text } of files) {
    const document = parseDocument(text);
    for (const block of requestBlocks(document).slice(0, 5)) {
      requestDependencies(document, block);
      const resolution = await resolveRequest(document, block, sources);
      if (resolution.kind === 'problems') continue;
      resolved++;
      const { url, headers, method } = resolution.request;
      const wire = [method, url, ...headers.flat()].join('');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
      if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(wire) || !/^https?:\/\//.test(url)) throw new Error(`${name}: ${wire}`);
    }
  }
  expect(resolved).toBeGreaterThan(100);
});
