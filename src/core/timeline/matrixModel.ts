import { assertNever } from '../model/assertNever.ts';
import type { CauseCode } from '../model/causes.ts';
import type { Run } from '../model/run.ts';
import type { Translate } from '../model/translate.ts';
import { type MatrixCase, type MatrixRow, matrixGroups } from '../run/matrix/matrixCase.ts';
import { exchangesOf } from './foldTrace.ts';
import type { MatrixLine, MatrixModel, MatrixOutcome, MatrixPart, MatrixState } from './matrixView.ts';
import type { RowStatus, TextPart } from './panelView.ts';
import { phrase } from './phrase.ts';
import { rowOfExchange } from './rowOfExchange.ts';

/** A matrix as far as it has come. */
export interface MatrixSource {
  readonly id: string;
  readonly state: MatrixState;
  /** Why it broke off; null where it did not. */
  readonly reason: string | null;
  readonly cases: readonly MatrixCase[];
  /** In the order of the cases. */
  readonly rows: readonly { readonly row: MatrixRow; readonly run: Run }[];
}

/** The words of the matrix: the reader's language, and the title of a cause in it. */
export interface MatrixWords {
  readonly t: Translate;
  titleOf(cause: CauseCode): string;
}

/** The table of a matrix, whether it runs or has ended. When it has ended, what is not as expected comes first. */
export function matrixModel(source: MatrixSource, words: MatrixWords): MatrixModel {
  const { id, state, reason, cases, rows } = source;
  const { t } = words;
  const differing = rows.filter(({ row }) => !row.ok).length;
  return {
    matrixId: id,
    state,
    verdict: verdictOf(state, differing),
    headline: headlineOf(source, t),
    reason,
    differences: state === 'running' && differing > 0 ? t('Not as expected so far: {0}', differing) : null,
    done: rows.length,
    of: cases.length,
    parts: partsOf(source, words),
  };
}

function verdictOf(state: MatrixState, differing: number): MatrixModel['verdict'] {
  if (state === 'running') return 'running';
  if (state === 'cancelled') return 'unknown';
  return state === 'done' && differing === 0 ? 'expected' : 'failure';
}

function headlineOf({ state, rows, cases }: MatrixSource, t: Translate): string {
  switch (state) {
    case 'running':
      return rows.length === 0 ? t('Starting an embedded vault…') : t('{0} of {1} rows done', rows.length, cases.length);
    case 'done':
      return t('{0} of {1} causes were found as expected', rows.filter(({ row }) => row.ok).length, cases.length);
    case 'cancelled':
      return t('Cancelled after {0} of {1} rows', rows.length, cases.length);
    case 'failed':
      return rows.length === 0 ? t('The matrix did not start') : t('The matrix broke off after {0} of {1} rows', rows.length, cases.length);
    default:
      return assertNever(state);
  }
}

function partsOf(source: MatrixSource, words: MatrixWords): readonly MatrixPart[] {
  const lines = source.cases.map((each, index) => lineOf(each, index, source, words));
  // Rows that are read while they come stay where they are.
  const first = source.state === 'running' ? [] : lines.filter(isDifferent);
  const groups = matrixGroups.map(group => {
    const own = lines.filter((line, index) => source.cases[index]?.group === group && !first.includes(line));
    return { title: words.t(group), differs: false, lines: own };
  });
  return [{ title: words.t('Not as expected'), differs: true, lines: first }, ...groups].filter(part => part.lines.length > 0);
}

const isDifferent = ({ outcome }: MatrixLine): boolean => outcome.kind === 'done' && outcome.expected !== null;

function lineOf(each: MatrixCase, index: number, source: MatrixSource, words: MatrixWords): MatrixLine {
  return { number: index + 1, group: words.t(each.group), name: words.t(each.name), outcome: outcomeOf(index, source, words) };
}

function outcomeOf(index: number, { state, rows }: MatrixSource, { t, titleOf }: MatrixWords): MatrixOutcome {
  const found = rows[index];
  if (found === undefined) return { kind: state !== 'running' ? 'skipped' : index === rows.length ? 'running' : 'waiting' };
  const { row, run } = found;
  const [finding] = run.findings;
  return {
    kind: 'done',
    runId: run.trace.id,
    status: statusOf(run, t),
    code: row.code,
    cause: finding === undefined ? null : { slug: finding.cause, title: finding.title },
    expected: row.ok ? null : expectation(row, { t, titleOf }),
  };
}

/** Of the last call, which decided how the run ended. */
function statusOf({ trace }: Run, t: Translate): RowStatus {
  const last = exchangesOf(trace).at(-1);
  return last === undefined ? { kind: 'stopped' } : rowOfExchange(last, 0, false, false, t).status;
}

function expectation({ expectedStatus, expectedCause }: MatrixRow, { t, titleOf }: MatrixWords): readonly TextPart[] {
  const slug = { code: expectedCause };
  const title = titleOf(expectedCause);
  return expectedStatus === null
    ? phrase(t('expected: no answer, {0} ({1})'), title, slug)
    : phrase(t('expected: {0}, {1} ({2})'), String(expectedStatus), title, slug);
}
