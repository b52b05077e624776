import { explainFinding } from '../../../src/core/diagnosis/explainFinding.ts';
import { type CauseTexts, retellFinding } from '../../../src/core/diagnosis/retellFinding.ts';
import type { CauseCode } from '../../../src/core/model/causes.ts';
import type { ExplainedFinding } from '../../../src/core/model/finding.ts';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { Trace } from '../../../src/core/model/trace.ts';
import { english, type Translate } from '../../../src/core/model/translate.ts';
import type { MatrixCase } from '../../../src/core/run/matrix/matrixCase.ts';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { type MatrixSource, type MatrixWords, matrixModel } from '../../../src/core/timeline/matrixModel.ts';
import type { MatrixModel } from '../../../src/core/timeline/matrixView.ts';
import { scenes } from './scenes.ts';
import { anExchange, aResponse, aTrace, entry } from './traceBuilders.ts';

/** Codes of the service as the embedded vault gives them, by cause. */
const codes: Readonly<Partial<Record<CauseCode, string>>> = {
  'missing-token': 'AKV10000',
  'expired-token': 'S2S12086',
  'not-yet-valid-token': 'IDX10222',
  'wrong-audience-trailing-slash': 'AKV10022',
  'wrong-audience-arm': 'AKV10022',
  'wrong-tenant': 'AKV10032',
  'signing-key-unresolved': 'AKV10046',
  'vault-token-at-arm': 'InvalidAuthenticationTokenAudience',
  'rbac-role-missing': 'ForbiddenByRbac',
  'access-policy-missing': 'ForbiddenByPolicy',
  'client-secret-expired': 'AADSTS7000222',
  'firewall-ip-not-allowed': 'ForbiddenByFirewall',
  'soft-deleted-conflict': 'ObjectIsDeletedButRecoverable',
  'net-reset': 'net-reset',
};

/** The words of the matrix in a language: its sentences, and the titles of the causes. */
export function wordsOf(t: Translate, texts: CauseTexts): MatrixWords & { findingOf(cause: CauseCode): ExplainedFinding } {
  const findingOf = (cause: CauseCode): ExplainedFinding =>
    retellFinding(explainFinding({ cause, certainty: 'proven', candidates: [], evidence: [] }), texts);
  return { t, findingOf, titleOf: cause => findingOf(cause).title };
}

export const englishWords = wordsOf(english, {});

export interface MatrixScene {
  readonly model: MatrixModel;
  readonly runs: ReadonlyMap<string, Run>;
}

/** A matrix of which so many rows are done; those with a number in `wrong` found something else than they should. */
export function aMatrix(
  { done, wrong = [], ...over }: Partial<MatrixSource> & { readonly done: number; readonly wrong?: readonly number[] },
  words = englishWords,
): MatrixScene {
  const rows = matrixCases.slice(0, done).map((each, index) => rowOf(each, index, wrong.includes(index + 1), words));
  const source: MatrixSource = { id: 'matrix', state: 'running', reason: null, cases: matrixCases, rows, ...over };
  return { model: matrixModel(source, words), runs: new Map(rows.map(({ run }) => [run.trace.id, run])) };
}

function rowOf(each: MatrixCase, index: number, wrong: boolean, words: typeof englishWords): MatrixSource['rows'][number] {
  const { group, name, status: expectedStatus, cause: expectedCause } = each;
  const found = wrong ? null : expectedCause;
  const status = wrong ? 200 : expectedStatus;
  const findings = found === null ? [] : [words.findingOf(found)];
  const run: Run = { ...runOf(each, status, index), findings };
  const code = found === null ? null : (codes[found] ?? null);
  return { run, row: { group, name, status, code, cause: found, expectedStatus, expectedCause, ok: !wrong } };
}

function runOf({ cause }: MatrixCase, status: number | null, index: number): Run {
  const id = runId(`row-${index + 1}`);
  if (cause === 'benign-challenge') return { ...scenes.handshake, trace: { ...scenes.handshake.trace, id } };
  if (cause === 'wrong-audience-trailing-slash') return { ...scenes.trailingSlash, trace: { ...scenes.trailingSlash.trace, id } };
  const trace: Trace = aTrace({ id, entries: [entry(callWith(status))], outcome: { kind: 'answered', exchange: exchangeId(0) } });
  return { trace, findings: [], assertions: [], verdict: 'failure', headline: `${status ?? 'no answer'}: case ${index + 1}` };
}

function callWith(status: number | null) {
  if (status !== null) return anExchange({ outcome: { kind: 'response', response: aResponse(status, 'Reason', '{}') } });
  const failure = { code: 'net-reset', phase: 'wait', message: 'The connection was reset.', rawCodes: ['ECONNRESET'], partial: undefined };
  return anExchange({ outcome: { kind: 'failed', failure: failure as never } });
}

const all = matrixCases.length;

/** The states in which one meets a matrix. */
export const matrixScenes = {
  'matrix-starting': aMatrix({ done: 0 }),
  'matrix-running': aMatrix({ done: 17, wrong: [3] }),
  'matrix-done': aMatrix({ done: all, state: 'done' }),
  'matrix-differs': aMatrix({ done: all, state: 'done', wrong: [3, 25] }),
  'matrix-cancelled': aMatrix({ done: 12, state: 'cancelled' }),
  'matrix-failed': aMatrix({ done: 0, state: 'failed', reason: 'listen EADDRINUSE: address already in use 127.0.0.1:8443' }),
} satisfies Readonly<Record<string, MatrixScene>>;
