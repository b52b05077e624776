import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explainObservation } from '../../../src/core/diagnosis/explainObservation.ts';
import { readObservation } from '../../../src/core/diagnosis/observation.ts';
import { scoreIncident } from './scoreIncident.ts';

interface Incident {
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly root_cause: string;
  readonly evidence_grade: 'A' | 'B' | 'C';
}

const file = new URL('../../../../shared/incidents.json', import.meta.url);
const present = existsSync(file);
if (!present) console.log('skipped: ../shared/incidents.json is absent');

describe.skipIf(!present)('public incidents', () => {
  const incidents: readonly Incident[] = present ? JSON.parse(readFileSync(file, 'utf8')).incidents : [];
  const scores = incidents.map(incident => ({ ...incident, score: scoreIncident(incident, explainObservation(incident.evidence)) }));

  test('grades A and B: the right cause or group first in at least 97 %', () => {
    const graded = scores.filter(({ evidence_grade }) => evidence_grade !== 'C');
    expect(graded.length).toBeGreaterThan(100);
    expect(graded.filter(({ score }) => score === 'right' || score === 'group').length / graded.length).toBeGreaterThanOrEqual(0.97);
  });

  test('no grade: never sure of a wrong cause', () => {
    expect(scores.filter(({ score }) => score === 'confidentlyWrong')).toEqual([]);
  });

  test('prose for people is not read', () => {
    for (const { evidence } of incidents)
      expect(readObservation({ ...evidence, notes: 'AADSTS7000215 AKV10022' })).toEqual(readObservation(evidence));
  });
});

test('what is no observation is not explained', () => {
  for (const value of [null, 1, 'x', [], {}, { error: 'x' }]) expect(explainObservation(value)).toBeUndefined();
});

test('fields of a wrong type count as absent', () => {
  expect(explainObservation({ layer: 7, http_status: 'x', request: 'GET', sequence: 4, token_claims: [] })).toEqual({
    verdict: 'unknown',
    findings: [],
  });
});
