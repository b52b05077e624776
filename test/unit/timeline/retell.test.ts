import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { english, translator } from '../../../src/core/model/translate.ts';
import { retell, tracedSentences } from '../../../src/core/timeline/retell.ts';

/** Says every known sentence in capitals, so that what was not known shows. */
const loud = (message: string, ...args: readonly (string | number)[]): string =>
  english(
    message.replace(/[a-z](?![^{]*\})/g, c => c.toUpperCase()),
    ...args,
  );

describe('a sentence out of a trace', () => {
  test.each([
    ['Plain http goes to loopback addresses only.', 'PLAIN HTTP GOES TO LOOPBACK ADDRESSES ONLY.'],
    ['The certificate of a.example has expired.', 'THE CERTIFICATE OF a.example HAS EXPIRED.'],
    [
      'An SDK tries again after 60 s, because Retry-After says so. That is longer than 30 s, so it is not waited for.',
      'AN SDK TRIES AGAIN AFTER 60 s, BECAUSE Retry-After SAYS SO. THAT IS LONGER THAN 30 S, SO IT IS NOT WAITED FOR.',
    ],
    [
      'No link of the chain gave a token. cli unavailable: not set: A; azd unavailable: the editor gave no token',
      'NO LINK OF THE CHAIN GAVE A TOKEN. cli UNAVAILABLE: NOT SET: A; azd UNAVAILABLE: THE EDITOR GAVE NO TOKEN',
    ],
    [
      '"secrt" is not set. Add "@secrt = value" above the request, "# @prompt secrt" to it, or the value to kvhttp.environments. Did you mean "secret"?',
      '"secrt" IS NOT SET. ADD "@secrt = VALUE" ABOVE THE REQUEST, "# @PROMPT secrt" TO IT, OR THE VALUE TO KVHTTP.ENVIRONMENTS. DID YOU MEAN "secret"?',
    ],
    ['what nobody has ever written', 'what nobody has ever written'],
  ])('%s', (text, told) => expect(retell(text, loud)).toBe(told));

  test('stays as it is in English', () => {
    expect(retell('Plain http goes to loopback addresses only.', english)).toBe('Plain http goes to loopback addresses only.');
  });

  test('values are not translated, and cannot pass for holes', () => {
    const t = translator({ 'The name {0} has no address.': '{0}!' });
    expect(retell('The name {1} has no address.', t)).toBe('{1}!');
  });
});

/** Literals of the rooms whose words come in traces, with `{0}` … for what is filled in. */
const written = ['src/core/auth', 'src/core/run', 'src/transport', 'src/engine', 'src/core/token'].flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !/^(?:lab|matrix)\b/.test(name))
    .flatMap(name => literalsOf(readFileSync(join(folder, name), 'utf8'))),
);

function literalsOf(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/ .*$/gm, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\\n]|\\.)*)`/g)].map(([, single, double, filled]) => {
    let hole = 0;
    return (single ?? double ?? filled ?? '').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, () => `{${hole++}}`).replace(/\\(['"`])/g, '$1');
  });
}

/** Two sentences in the making, a finding's fix, and what the evidence reader tells. */
const kept: readonly string[] = [
  'The federated token file of {0} {1}.',
  'Send the request again. If it happens again, please report the request (without its secrets).',
  'The input is empty.',
  'There is no row of a Key Vault audit log in it.',
];

/** Put together of two literals. */
const composed: readonly string[] = [
  'The federated token file of',
  'the federated token file',
  'No vault has the name',
  'signed an assertion',
  'answered for the chain',
];

describe('the table', () => {
  test('has every whole sentence that the rooms write', () => {
    const sentences = written.filter(text => /^["{A-Z][^=<>]*[a-z}"] [^=<>]*[a-z}")]\.$/.test(text) && !/^\/\//.test(text));
    expect(sentences.length).toBeGreaterThan(100);
    expect([...new Set(sentences)].filter(text => !tracedSentences.includes(text) && !kept.includes(text))).toEqual([]);
  });

  test('has no sentence that nobody writes any more', () => {
    const code = ['src/core', 'src/transport', 'src/engine']
      .flatMap(folder =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter(name => name.endsWith('.ts') && !name.includes('sentences'))
          .map(name => readFileSync(join(folder, name), 'utf8').replace(/\\(['"`\\])/g, '$1')),
      )
      .join('\n');
    const lost = tracedSentences.filter(sentence =>
      sentence.split(/\{\d\}/).some(part => part.length > 20 && part.split(' ').length > 3 && !code.includes(part)),
    );
    expect(lost.filter(sentence => !composed.some(start => sentence.startsWith(start)))).toEqual([]);
  });

  test('has nothing twice, and its holes in order', () => {
    expect(new Set(tracedSentences).size).toBe(tracedSentences.length);
    for (const sentence of tracedSentences) {
      const holes = [...sentence.matchAll(/\{(\d)\}/g)].map(match => Number(match[1]));
      expect(holes, sentence).toEqual(holes.map((_, index) => index));
    }
  });
});
