import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explainFinding } from '../../../src/core/diagnosis/explainFinding.ts';
import type { CauseText } from '../../../src/core/diagnosis/fillMessage.ts';
import { messages } from '../../../src/core/diagnosis/messages.ts';
import type { Finding } from '../../../src/core/model/finding.ts';
import { CauseWords } from '../../../src/host/causeWords.ts';

const files = readdirSync('l10n').filter(name => /^causes\.[\w-]+\.json$/.test(name));
const names = ['title', 'explanation', 'fix'] as const;
const whole = ({ title, explanation, fix }: CauseText): string => [title, explanation, fix].join('\n');
/** The evidence that a text quotes. */
const holes = (text: string): readonly string[] => [...new Set([...text.matchAll(/\{([^{}|]+)\|/g)].map(match => match[1] ?? ''))].sort();
/** What people copy: command names with their verbs, options, paths, settings and directives stay as they are. */
const copied = (text: string): readonly string[] =>
  [
    ...text
      .replace(/\{[^{}]*\}/g, ' ')
      .matchAll(
        /\baz(?: [a-z][a-z-]*)+| --[a-z][a-z-]*|\bkvhttp\.\w+|# @[\w-]+|\b[A-Z]+(?:_[A-Z]+)+\b|\b(?:nslookup|curl|openssl|w32tm|chronyc)\b|https:\/\/[\w.]+/g,
      ),
  ]
    .map(match => match[0].trim())
    // `az login` may end a sentence in one language and not in the other.
    .map(command => command.replace(/ (?:and|und|muss|must|oder|or|of|then|dann|for|für|in|again|neu|takes|gives|an)\b.*$/, ''))
    .sort();

test('there are tables', () => expect(files).toContain('causes.de.json'));

describe.each(files)('%s', file => {
  const table = JSON.parse(readFileSync(`l10n/${file}`, 'utf8')) as Record<string, CauseText>;

  test('has every cause and no other', () => expect(Object.keys(table).sort()).toEqual(Object.keys(messages).sort()));

  for (const [cause, english] of Object.entries(messages)) {
    test(`${cause}: the same evidence, the same commands, the same steps, other words`, () => {
      const text = table[cause];
      expect(text).toBeDefined();
      if (text === undefined) return;
      expect(Object.keys(text).sort()).toEqual([...names].sort());
      for (const name of names) expect(holes(text[name]), name).toEqual(holes(english[name]));
      expect(copied(text.fix)).toEqual(copied(english.fix));
      expect(text.fix.split('\n').map(line => /^\d\. /.exec(line)?.[0])).toEqual(
        english.fix.split('\n').map(line => /^\d\. /.exec(line)?.[0]),
      );
      for (const name of ['title', 'fix'] as const) expect(text[name]).not.toBe(english[name]);
      expect(whole(text).replace(/<[^>]*>/g, '<…>')).not.toMatch(/\{[^}|]*\|[^}|]*$| {2}|\b(?:the|and|with)\b/);
    });
  }
});

describe('a finding is told in the language of the editor', () => {
  const finding: Finding = {
    cause: 'firewall-ip-not-allowed',
    certainty: 'candidate',
    candidates: ['firewall-ip-not-allowed', 'private-dns-misconfigured'],
    evidence: [{ exchange: null, where: 'client address', value: '203.0.113.7' }],
  };
  const english = explainFinding(finding);

  test.each([
    ['de', 'Die Firewall des Tresors kennt die Adresse des Aufrufers nicht'],
    ['de-at', 'Die Firewall des Tresors kennt die Adresse des Aufrufers nicht'],
    ['en', english.title],
    ['fr', english.title],
    ['../../de', english.title],
  ])('%s', (language, title) => {
    const [told] = new CauseWords('l10n', language).findings([english]);
    expect(told).toMatchObject({ ...finding, links: english.links, title });
    expect(told?.explanation).toContain('203.0.113.7');
    expect(told?.fix).toContain('az keyvault network-rule add --name <vault> --ip-address 203.0.113.7');
  });

  test('a cause without words stays as it was', () => {
    expect(new CauseWords('test', 'de').findings([english])).toEqual([english]);
  });
});
