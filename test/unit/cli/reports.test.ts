import { describe, expect, test } from 'vitest';
import { junitXml } from '../../../src/cli/output/junitXml.ts';
import type { ReportedRun } from '../../../src/cli/output/reportedRun.ts';
import { sarifLog } from '../../../src/cli/output/sarifLog.ts';
import { explainFinding } from '../../../src/core/diagnosis/explainFinding.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { anAnswer } from '../builders/anAnswer.ts';

const finding = explainFinding({ cause: 'wrong-audience-trailing-slash', certainty: 'proven', candidates: [], evidence: [] });
const held = { text: 'status == 200', line: 5, ok: true, expected: '200', actual: '200' };
const broken = { text: 'body.value == <x>', line: 6, ok: false, expected: '<x>', actual: 'a & "b"\u0000' };

function reported(run: Partial<Run> | null, status = 200): ReportedRun {
  return { name: 'read "it"', line: 3, run: run === null ? null : { ...anAnswer(status), ...run } };
}

const blocked = reported({ trace: { ...anAnswer(200).trace, outcome: { kind: 'blocked', code: 'plain-http', message: 'no' } } });
const all: readonly ReportedRun[] = [
  reported({}),
  reported({ assertions: [held, broken] }),
  reported({ findings: [finding] }, 401),
  reported({ findings: [finding], assertions: [{ ...held, text: 'status == 401' }] }, 401),
  blocked,
  reported(null),
];

/** Tags in their order, each closed by its own: enough of a parser to see what is well-formed. */
function elementsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const rest = xml
    .replace(/^<\?xml[^>]*\?>/, '')
    .replace(
      /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)\s*(\/?)>/g,
      (_, closes, name, _attributes, closed) => {
        if (closes) expect(open.pop()).toBe(name);
        else {
          seen.push(name);
          if (!closed) open.push(name);
        }
        return '';
      },
    );
  expect(open).toEqual([]);
  expect(rest.replaceAll(/&(?:amp|lt|gt|quot);/g, '')).not.toMatch(/[<&]/);
  return seen;
}

describe('JUnit', () => {
  const xml = junitXml('a&b.kvhttp', all);

  test('is well-formed, with a case for each request', () => {
    expect(elementsOf(xml).filter(name => name === 'testcase')).toHaveLength(6);
  });
  test('counts', () => expect(xml).toContain('tests="6" failures="2" errors="1" skipped="1"'));
  test('names file, line and what was found', () => {
    expect(xml).toContain('a&amp;b.kvhttp:7: ?? body.value == &lt;x&gt;: was a &amp; &quot;b&quot;\ufffd');
  });
  test('a failure that its author wants is none', () => {
    expect(elementsOf(junitXml('f', all.slice(3, 4)))).toEqual(['testsuites', 'testsuite', 'testcase', 'system-out']);
  });
});

describe('SARIF', () => {
  type Result = { ruleId: string; ruleIndex: number; level: string; locations: { physicalLocation: { region: { startLine: number } } }[] };
  const log = JSON.parse(sarifLog('a b.kvhttp', all));
  const results: readonly Result[] = log.runs[0].results;

  test('tells faults and causes with their lines', () => {
    const seen = results.map(({ ruleId, level, locations }) => `${level} ${ruleId} ${locations[0]?.physicalLocation.region.startLine}`);
    expect(seen).toEqual([
      'error assertion 7',
      'error answer 4',
      'error wrong-audience-trailing-slash 4',
      'note wrong-audience-trailing-slash 4',
      'error not-sent 4',
    ]);
  });
  test.each([
    ['a b.kvhttp', 'a%20b.kvhttp'],
    ['C#/what?.kvhttp', 'C%23/what%3F.kvhttp'],
    ['a:b.kvhttp', 'a%3Ab.kvhttp'],
    ['100%.kvhttp', '100%25.kvhttp'],
    ['../requests/prüfen.kvhttp', '../requests/pr%C3%BCfen.kvhttp'],
  ])('names the file %s as %s', (file, uri) => {
    const [result] = JSON.parse(sarifLog(file, all)).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
  test('describes every rule that it uses', () => {
    const rules: readonly { id: string; shortDescription: { text: string } }[] = log.runs[0].tool.driver.rules;
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(rules.every(({ shortDescription }) => shortDescription.text.length > 5)).toBe(true);
  });
});
