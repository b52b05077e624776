import { describe, expect, test } from 'vitest';
import type { RequestKey } from '../../../src/core/language/requestKey.ts';
import type { PlanFacts } from '../../../src/host/send/defaultVault.ts';
import { planAgain, planAll, planSend } from '../../../src/host/send/planSend.ts';

const facts = (over: Partial<PlanFacts> = {}): PlanFacts => ({ vaults: [], isSample: false, ...over });
const file = `@v = sample

### first
# @name one
# @vault contoso
# @flow rest
GET /secrets/a

### second
GET /secrets/b

### off
# @disabled
GET /secrets/c
`;

describe('planSend', () => {
  for (const [line, key] of [
    [2, 'one'],
    [6, 'one'],
    [9, 'second'],
  ] as const)
    test(`line ${line} means ${key}`, () => expect(planSend(file, { kind: 'line', line }, null, facts())?.key.name).toBe(key));

  test('text above the first request means none', () => {
    expect(planSend(file, { kind: 'line', line: 0 }, null, facts())).toBeUndefined();
  });

  test('tells the panel what is being sent', () => {
    expect(planSend(file, { kind: 'name', name: 'one' }, null, facts())?.request).toEqual({
      name: 'one',
      title: 'first',
      method: 'GET',
      url: '/secrets/a',
      vault: 'contoso',
      credential: null,
      flow: 'rest',
      line: 6,
    });
  });

  test('a chosen flow wins over the file’s', () => {
    expect(planSend(file, { kind: 'name', name: 'one' }, 'anonymous', facts())?.request.flow).toBe('anonymous');
  });

  for (const [name, over, expected] of [
    ['no vault', {}, null],
    ['one vault', { vaults: ['contoso'] }, 'contoso'],
    ['two vaults', { vaults: ['contoso', 'payroll'] }, null],
    ['the sample file', { vaults: ['contoso'], isSample: true }, 'sample'],
  ] as const)
    test(`default vault with ${name}: ${expected}`, () => {
      expect(planSend('GET /secrets/a', { kind: 'first' }, null, facts(over))?.defaultVault).toBe(expected);
    });

  for (const [text, over, needed] of [
    ['# @vault sample\nGET /secrets/a', {}, true],
    ['# @vault contoso\nGET /secrets/a', {}, false],
    ['# @vault contoso\nGET /secrets/a', { isSample: true }, false],
    ['GET /secrets/a', { isSample: true }, true],
    ['GET https://kvhttp--sample.vault.azure.net/secrets/a', {}, true],
    ['GET https://KVHTTP--sample.vault.azure.net/secrets/a', {}, true],
    ['GET https://contoso.vault.azure.net/secrets/a', {}, false],
    ['@v = sample\n\n# @vault {{v}}\nGET /secrets/a', {}, true],
    ['@v = contoso\n\n# @vault {{v}}\nGET /secrets/a', {}, false],
    ['@host = https://kvhttp--sample.vault.azure.net\n\nGET /secrets/a', {}, true],
    ['@host = https://contoso.vault.azure.net\n\nGET /secrets/a', {}, false],
    ['@u = https://kvhttp--sample.vault.azure.net\n\nGET {{u}}/secrets/a', {}, true],
  ] as const)
    test(`${JSON.stringify(text)} needs the embedded vault: ${needed}`, () => {
      expect(planSend(text, { kind: 'line', line: text.split('\n').length - 1 }, null, facts(over))?.needsEmbedded).toBe(needed);
    });
});

test('planAll leaves out what is disabled', () => {
  expect(planAll(file, facts()).map(plan => plan.key.name)).toEqual(['one', 'second']);
});

describe('planAgain', () => {
  const again = (text: string, isMeant: (key: RequestKey) => boolean) => planAgain(text, isMeant, null, facts()).map(plan => plan.request);
  test('finds a named request wherever it went', () => {
    expect(again(`### new\nGET /x\n\n${file}`, ({ name }) => name === 'one')).toMatchObject([{ url: '/secrets/a', line: 9 }]);
  });
  test('finds an unnamed request by what it asks for', () => {
    expect(again('GET /a\n\n###\nGET /b', ({ target }) => target === '/b')).toMatchObject([{ url: '/b' }]);
  });
  test('finds all that can be meant', () => {
    expect(again('GET /a\n\n###\nGET /b', ({ name }) => name === null)).toHaveLength(2);
  });
  test('finds none in the place of one that is gone', () => {
    expect(again('### other\nGET /x', ({ name }) => name === 'one')).toEqual([]);
  });
});
