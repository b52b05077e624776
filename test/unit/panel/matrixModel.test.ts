import { describe, expect, test } from 'vitest';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { matrixRunModel } from '../../../src/core/timeline/matrixRunModel.ts';
import type { MatrixLine, MatrixModel } from '../../../src/core/timeline/matrixView.ts';
import { aMatrix, type MatrixScene, matrixScenes } from './matrixScenes.ts';

const all = matrixCases.length;
const linesOf = (model: MatrixModel): readonly MatrixLine[] => model.parts.flatMap(part => part.lines);
const kindsOf = (model: MatrixModel) => new Set(linesOf(model).map(line => line.outcome.kind));

describe('the headline says how far it is, or how it ended', () => {
  for (const [name, headline, verdict] of [
    ['matrix-starting', 'Starting an embedded vault…', 'running'],
    ['matrix-running', `17 of ${all} rows done`, 'running'],
    ['matrix-done', `${all} of ${all} causes were found as expected`, 'expected'],
    ['matrix-differs', `${all - 2} of ${all} causes were found as expected`, 'failure'],
    ['matrix-cancelled', `Cancelled after 12 of ${all} rows`, 'unknown'],
    ['matrix-failed', 'The matrix did not start', 'failure'],
  ] as const)
    test(name, () => expect(matrixScenes[name].model).toMatchObject({ headline, verdict }));

  test('one that broke off on its way says where, and why', () => {
    const { model } = aMatrix({ done: 4, state: 'failed', reason: 'The engine stopped' });
    expect(model).toMatchObject({ headline: `The matrix broke off after 4 of ${all} rows`, reason: 'The engine stopped' });
  });
});

describe('the rows', () => {
  test('are all there from the start, in their groups and in the order in which they run', () => {
    const { model } = matrixScenes['matrix-starting'];
    expect(model.parts.map(part => part.title)).toEqual(['token', 'right', 'token endpoint', 'network', 'object']);
    expect(linesOf(model).map(line => line.number)).toEqual(matrixCases.map((_, index) => index + 1));
    expect(linesOf(model).map(line => line.outcome.kind)).toEqual(['running', ...matrixCases.slice(1).map(() => 'waiting')]);
  });

  test('stay in their places while it runs; one that differs is counted', () => {
    const { model } = matrixScenes['matrix-running'];
    expect(linesOf(model).map(line => line.number)).toEqual(matrixCases.map((_, index) => index + 1));
    expect(model.differences).toBe('Not as expected so far: 1');
  });

  test('that differ come first when it has ended, with what was expected', () => {
    const { parts, differences } = matrixScenes['matrix-differs'].model;
    expect(parts[0]).toMatchObject({ title: 'Not as expected', differs: true });
    expect(parts[0]?.lines.map(({ number, group, name }) => [number, group, name])).toEqual([
      [3, 'token', 'expired'],
      [25, 'network', 'connection reset'],
    ]);
    expect(parts[0]?.lines.map(({ outcome }) => outcome.kind === 'done' && outcome.expected)).toEqual([
      ['expected: ', '401', ', ', 'The token has expired', ' (', { code: 'expired-token' }, ')'],
      ['expected: no answer, ', 'The connection was reset', ' (', { code: 'net-reset' }, ')'],
    ]);
    expect(differences).toBeNull();
  });

  test('that never ran say so', () => {
    expect(kindsOf(matrixScenes['matrix-cancelled'].model)).toEqual(new Set(['done', 'skipped']));
    expect(kindsOf(matrixScenes['matrix-failed'].model)).toEqual(new Set(['skipped']));
  });

  test('have the status of their last call, the code of the service, and the cause in words', () => {
    const byName = new Map(linesOf(matrixScenes['matrix-done'].model).map(line => [line.name, line.outcome]));
    expect(byName.get('issued by another tenant')).toEqual({
      kind: 'done',
      runId: 'row-12',
      status: { kind: 'response', status: 401, tone: 'bad', words: 'Reason' },
      code: 'AKV10032',
      cause: { slug: 'wrong-tenant', title: 'The token comes from a tenant that the vault does not trust' },
      expected: null,
    });
    expect(byName.get('connection reset')).toMatchObject({ status: { kind: 'failed', code: 'net-reset', phase: 'wait' } });
  });
});

describe('the run of a row', () => {
  const placeOf = (scene: MatrixScene, number: number) => {
    const run = scene.runs.get(`row-${number}`);
    return run && matrixRunModel(run, scene.model);
  };

  test('is named as its case is, and knows the rows around it as the table shows them', () => {
    expect(placeOf(matrixScenes['matrix-done'], 5)).toMatchObject({
      runId: 'row-5',
      title: 'audience with a trailing slash',
      place: { matrixId: 'matrix', number: 5, of: all, expected: null, previous: 'row-4', next: 'row-6' },
    });
    expect(placeOf(matrixScenes['matrix-differs'], 25)?.place).toMatchObject({ previous: 'row-3', next: 'row-1' });
    expect(placeOf(matrixScenes['matrix-running'], 17)?.place).toMatchObject({ previous: 'row-16', next: null });
    expect(placeOf(matrixScenes['matrix-done'], 1)?.place).toMatchObject({ previous: null, next: 'row-2' });
  });

  test('offers no look-up of a vault that is gone', () => {
    const findings = placeOf(matrixScenes['matrix-done'], 23)?.findings;
    expect(findings?.map(({ cause, action }) => [cause, action])).toEqual([['firewall-ip-not-allowed', null]]);
  });

  test('is a run like others where the matrix does not know it', () => {
    const run = matrixScenes['matrix-done'].runs.get('row-5');
    expect(run && matrixRunModel(run, matrixScenes['matrix-starting'].model).place).toBeNull();
  });
});
