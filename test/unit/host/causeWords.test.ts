import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explainFinding } from '../../../src/core/diagnosis/explainFinding.ts';
import type { CauseText } from '../../../src/core/diagnosis/fillMessage.ts';
import { messages } from '../../../src/core/diagnosis/messages.ts';
import type { Finding } from '../../../src/core/model/finding.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { english, translator } from '../../../src/core/model/translate.ts';
import { foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { headline } from '../../../src/core/timeline/headline.ts';
import { CauseWords } from '../../../src/host/causeWords.ts';
import { answered, someEvents } from '../timeline/aTrace.ts';

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

  for (const [cause, original] of Object.entries(messages)) {
    test(`${cause}: the same evidence, the same commands, the same steps, other words`, () => {
      const text = table[cause];
      expect(text).toBeDefined();
      if (text === undefined) return;
      expect(Object.keys(text).sort()).toEqual([...names].sort());
      for (const name of names) expect(holes(text[name]), name).toEqual(holes(original[name]));
      expect(copied(text.fix)).toEqual(copied(original.fix));
      expect(text.fix.split('\n').map(line => /^\d\. /.exec(line)?.[0])).toEqual(
        original.fix.split('\n').map(line => /^\d\. /.exec(line)?.[0]),
      );
      for (const name of ['title', 'fix'] as const) expect(text[name]).not.toBe(original[name]);
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
  const told = explainFinding(finding);

  test.each([
    ['de', 'Die Firewall des Tresors kennt die Adresse des Aufrufers nicht'],
    ['de-at', 'Die Firewall des Tresors kennt die Adresse des Aufrufers nicht'],
    ['en', told.title],
    ['fr', told.title],
    ['../../de', told.title],
  ])('%s', (language, title) => {
    const [again] = new CauseWords('l10n', language, english).findings([told]);
    expect(again).toMatchObject({ ...finding, links: told.links, title });
    expect(again?.explanation).toContain('203.0.113.7');
    expect(again?.fix).toContain('az keyvault network-rule add --name <vault> --ip-address 203.0.113.7');
  });

  test('a cause without words stays as it was', () => {
    expect(new CauseWords('test', 'de', english).findings([told])).toEqual([told]);
  });
});

describe('the headline of a run names its cause in the language of the editor', () => {
  const trace = foldTrace(someEvents([['request', 403]], answered(0)));
  const findings = [explainFinding({ cause: 'rbac-role-missing', certainty: 'proven', candidates: [], evidence: [] })];
  const run: Run = { trace, findings, verdict: 'failure', assertions: [], headline: headline(trace, findings, 'failure') };
  const german = translator(JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>);

  test.each([
    ['en', english, '403: no role allows this on the vault · 1 call · 40 ms'],
    ['de', german, '403: Keine Rolle erlaubt das auf dem Tresor · 1 Aufruf · 40 ms'],
  ])('%s', (language, t, expected) => {
    expect(new CauseWords('l10n', language, t).run(run).headline).toBe(expected);
  });

  test('and follows a cause that was found out after the answer', () => {
    const before = { ...run, headline: '403: the vault refuses this address · 1 call · 40 ms' };
    expect(new CauseWords('l10n', 'en', english).run(before).headline).toBe(run.headline);
  });
});
