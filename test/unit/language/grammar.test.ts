import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';

interface Rule {
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../../media/${file}`, import.meta.url), 'utf8'));
const grammar = read('kvhttp.tmLanguage.json') as Rule & {
  readonly scopeName: string;
  readonly repository: Readonly<Record<string, Rule>>;
};
const configuration = read('language-configuration.json') as { readonly wordPattern: string };
const snippets = read('snippets.json') as Readonly<
  Record<string, { readonly prefix: readonly string[]; readonly body: readonly string[] }>
>;

function rulesOf(rule: Rule): readonly Rule[] {
  return [rule, ...(rule.patterns ?? []).flatMap(rulesOf)];
}

const rules = [grammar, ...Object.values(grammar.repository)].flatMap(rulesOf);
/** Oniguruma's `(?i:…)` inside a pattern is younger in JavaScript than the oldest Node that builds this. */
const portable = (source: string) => new RegExp(source.replaceAll('(?i:', '(?:'), 'g');
const patterns = rules.flatMap(({ match, begin, end }) => [match, begin, end]).filter(pattern => pattern !== undefined);

test('every include leads somewhere', () => {
  const names = rules.flatMap(({ include }) => (include === undefined ? [] : [include]));
  expect(names.filter(name => grammar.repository[name.slice(1)] === undefined)).toEqual([]);
  expect(Object.keys(grammar.repository).filter(name => !names.includes(`#${name}`))).toEqual([]);
});

describe('patterns end on any line', () => {
  const units = [
    'a',
    ' ',
    '#',
    '{{',
    '}}',
    '{{a',
    '@a',
    '?&',
    '"',
    '\\"',
    'HTTP/1.1 ',
    '<',
    'A:',
    '1',
    '-',
    'a=b&',
    'GET /',
    '%}',
    '{{ $a ',
    '  >> .',
    '<>.',
    '{{@js ',
    '/*',
    '*/',
  ];
  for (const pattern of patterns) {
    test(pattern.slice(0, 60), () => {
      const expression = portable(pattern);
      for (const unit of units) {
        for (const line of [unit.repeat(20_000), `GET ${unit.repeat(20_000)}`, `${unit.repeat(20_000)}\u0001`]) {
          expect([...line.slice(0, 60_000).matchAll(expression)].length).toBeGreaterThanOrEqual(0);
        }
      }
    });
  }
});

describe('what lines begin', () => {
  const first = (line: string): string | undefined => {
    const order = grammar.patterns ?? [];
    const hit = order.find(({ include }) => {
      const rule = grammar.repository[include?.slice(1) ?? ''];
      const source = rule?.match ?? rule?.begin;
      return source !== undefined && portable(source).exec(line)?.index === 0;
    });
    return hit?.include?.slice(1);
  };
  for (const [line, name] of [
    ['### Read it', 'separator'],
    ['# @vault contoso', 'directive'],
    ['// @name x', 'directive'],
    ['# words', 'comment'],
    ['/* words */', 'longComment'],
    ['  /*', 'longComment'],
    ['@a = b', 'definition'],
    ['GET /secrets', 'requestLine'],
    ['https://a.io', 'requestLine'],
    ['{{host}}/secrets', 'requestLine'],
    ['    ?api-version=7.6', 'queryLine'],
    ['?? status == 200', 'assertion'],
    ['Accept: application/json', 'header'],
    ['> {%', 'script'],
    ['{{', 'scriptBlock'],
    ['{{response', 'scriptBlock'],
    ['{{@js +after', 'scriptBlock'],
    ['{{reply', 'jsonLine'],
    ['  > {%', 'script'],
    ['  >> ./f.json', 'fileReference'],
    ['  >> two words', undefined],
    ['<>f.json', 'fileReference'],
    ['<>a</>', undefined],
    ['< ./f.json', 'fileReference'],
    ['>>! ./f.json', 'fileReference'],
    ['<@latin1 ./f.json', 'fileReference'],
    ['<root a="b">', undefined],
    ['HTTP/1.1 200 OK', 'sampleResponse'],
    ['{{a}}', 'variable'],
    ['  { "a": 1 }', 'jsonLine'],
    ['"a": "{{b}}"', 'jsonLine'],
  ] as const) {
    test(line, () => {
      expect(first(line)).toBe(name);
    });
  }
});

test('a word keeps a variable whole', () => {
  const words = (text: string) => [...text.matchAll(new RegExp(configuration.wordPattern, 'g'))].map(([word]) => word);
  expect(words('GET https://{{my-vault}}/secrets/{{$guid}}?api-version=7.6')).toEqual([
    'GET',
    'https',
    '{{my-vault}}',
    'secrets',
    '{{$guid}}',
    'api-version',
    '7.6',
  ]);
});

test('no folding markers: the minimap would show what follows their match as a header, "ead it" of "### Read it"', () => {
  expect(configuration).not.toHaveProperty('folding');
});

test('snippets have their own prefixes and parse', () => {
  const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const { body } of Object.values(snippets)) {
    const text = body
      .join('\n')
      .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
      .replace(/\$\{\d+:([^}]*)\}/g, '$1')
      .replace(/\$\d/g, '');
    const whole = text.startsWith('??') ? `GET https://a.io\n${text}` : text;
    expect(parseDocument(whole).problems).toEqual([]);
  }
});
