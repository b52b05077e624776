import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { insertionPlace } from '../../../../src/host/objects/insertionPlace.ts';
import { listRequest, objectRequest, probeRequest } from '../../../../src/host/objects/requestText.ts';
import { planAll } from '../../../../src/host/send/planSend.ts';

const vault = { name: 'contoso', url: 'https://contoso.vault.azure.net' };
const secret = { vault: 'contoso', objects: 'secrets', deleted: false, name: 'db-password' } as const;
const facts = { vaults: ['contoso'], isSample: false };

describe('the requests of the vaults view', () => {
  test.each([
    ['a secret', objectRequest(secret, vault), '/secrets/db-password?api-version=7.6', 'sdk'],
    [
      'a deleted key',
      objectRequest({ ...secret, objects: 'keys', deleted: true }, vault),
      '/deletedkeys/db-password?api-version=7.6',
      'sdk',
    ],
    ['a list', listRequest(secret, vault, null), '/secrets?api-version=7.6&maxresults=25', 'sdk'],
    ['a later page', listRequest(secret, vault, '/secrets?$skiptoken=x'), '/secrets?$skiptoken=x', 'sdk'],
    ['a probe', probeRequest(vault, 'keys'), '/keys?api-version=7.6&maxresults=1', 'anonymous'],
  ])('%s', (_, text, url, flow) => {
    expect(parseDocument(text).problems).toEqual([]);
    expect(planAll(text, facts).map(plan => plan.request)).toMatchObject([{ method: 'GET', url, vault: 'contoso', flow }]);
  });

  test('a name that could not stand in a line is replaced by the address', () => {
    const text = listRequest(secret, { name: 'x\n# @flow rest', url: vault.url }, null);
    const plans = planAll(text, { vaults: [], isSample: false });
    expect(plans.map(plan => plan.request)).toMatchObject([
      { url: 'https://contoso.vault.azure.net/secrets?api-version=7.6&maxresults=25', vault: null, flow: 'sdk' },
    ]);
  });
});

describe('insertionPlace', () => {
  const request = '### New\n# @name fresh\nGET /new\n';
  const namesOf = (text: string) => planAll(text, facts).map(plan => plan.request.url);
  const inserted = (text: string, offset: number) => {
    const place = insertionPlace(text, offset, request);
    return text.slice(0, place.offset) + place.text + text.slice(place.offset);
  };

  test.each([
    ['an empty file', '', 0, ['/new']],
    ['a file of definitions', '@a = 1\n', 7, ['/new']],
    ['the middle of the first of two', '### A\nGET /a\n\n### B\nGET /b\n', 8, ['/a', '/new', '/b']],
    ['the start of the second', '### A\nGET /a\n\n### B\nGET /b\n', 14, ['/a', '/new', '/b']],
    ['the last one, whose body must not grow', '### A\nPOST /a\n\n{"b":1}', 20, ['/a', '/new']],
  ])('into %s', (_, text, offset, urls) => expect(namesOf(inserted(text, offset))).toEqual(urls));

  test('keeps the line breaks of the file', () => {
    expect(insertionPlace('### A\r\nGET /a\r\n', 3, request).text).toBe('\r\n### New\r\n# @name fresh\r\nGET /new\r\n');
  });

  test('never changes another request, wherever it goes', () => {
    const blocks = fc.array(fc.constantFrom('### A\nGET /a\n', '###\nPOST /b\n\n{"x":1}\n\n', '@v = 1\n', '### C\n# @vault x\nGET /c'), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(blocks, fc.nat(200), (parts, at) => {
        const text = parts.join('\n');
        const after = namesOf(inserted(text, Math.min(at, text.length)));
        expect(after.filter(url => url !== '/new')).toEqual(namesOf(text));
        expect(after.filter(url => url === '/new')).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});
