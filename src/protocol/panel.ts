import type { Comparison } from '../core/timeline/compareView.ts';
import type { MatrixModel } from '../core/timeline/matrixView.ts';
import type { ExchangeDetails, PanelModel } from '../core/timeline/panelView.ts';

/** Which part of an exchange is meant. */
export type BodyPart = 'request-body' | 'response-body';

export type ToPanel =
  /** There is nothing to show yet. */
  | { readonly type: 'empty' }
  /** The run that the page remembers is no longer there. */
  | { readonly type: 'gone'; readonly runId: string }
  /** `running` while more is to come: the page keeps its selection and scroll position for the same run. */
  | { readonly type: 'show'; readonly model: PanelModel }
  /** Two runs side by side, instead of the one that was shown. */
  | { readonly type: 'compare'; readonly comparison: Comparison }
  /** The table of the matrix, again and again while it runs: the page keeps its scroll position and the row with the focus. */
  | { readonly type: 'matrix'; readonly model: MatrixModel }
  | { readonly type: 'details'; readonly runId: string; readonly details: ExchangeDetails }
  /** The one message that holds a secret: the answer to a `reveal`, sent on the user's explicit wish. */
  | { readonly type: 'revealed'; readonly runId: string; readonly exchange: number; readonly part: BodyPart; readonly text: string | null };

/** The page names things by id only; the host looks each id up and ignores one that it does not know. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'select'; readonly runId: string; readonly exchange: number }
  | { readonly type: 'resend'; readonly runId: string }
  | { readonly type: 'resend-as'; readonly runId: string }
  | { readonly type: 'cancel'; readonly runId: string }
  | { readonly type: 'compare'; readonly runId: string }
  /** Leaves a comparison for one of its two runs, or the matrix for the run behind a row. */
  | { readonly type: 'open-run'; readonly runId: string }
  /** Leaves the run behind a row for the matrix. */
  | { readonly type: 'open-matrix'; readonly matrixId: string }
  | { readonly type: 'cancel-matrix'; readonly matrixId: string }
  | { readonly type: 'copy-matrix'; readonly matrixId: string }
  /** Runs the matrix anew. It has no id: the one that a page of an earlier session showed is known to nobody. */
  | { readonly type: 'run-matrix' }
  /** Asks where the vault's name leads. */
  | { readonly type: 'look-up'; readonly runId: string }
  /** Asks for the text for whoever wonders about the first 401. */
  | { readonly type: 'explain-handshake'; readonly runId: string }
  | { readonly type: 'export-har'; readonly runId: string }
  | { readonly type: 'copy-as'; readonly runId: string; readonly exchange: number | null }
  | { readonly type: 'reveal'; readonly runId: string; readonly exchange: number; readonly part: BodyPart }
  | { readonly type: 'open-body'; readonly runId: string; readonly exchange: number; readonly part: BodyPart }
  | { readonly type: 'open-link'; readonly runId: string; readonly finding: number; readonly link: number };

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const isId = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 128;
const isIndex = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isIndexOrNull = (value: unknown): boolean => value === null || isIndex(value);
const isPart = (value: unknown): boolean => value === 'request-body' || value === 'response-body';
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isText = (value: unknown): boolean => typeof value === 'string';

const fromPanel: Readonly<Record<FromPanel['type'], Shape>> = {
  ready: {},
  select: { runId: isId, exchange: isIndex },
  resend: { runId: isId },
  'resend-as': { runId: isId },
  cancel: { runId: isId },
  compare: { runId: isId },
  'open-run': { runId: isId },
  'open-matrix': { matrixId: isId },
  'cancel-matrix': { matrixId: isId },
  'copy-matrix': { matrixId: isId },
  'run-matrix': {},
  'look-up': { runId: isId },
  'explain-handshake': { runId: isId },
  'export-har': { runId: isId },
  'copy-as': { runId: isId, exchange: isIndexOrNull },
  reveal: { runId: isId, exchange: isIndex, part: isPart },
  'open-body': { runId: isId, exchange: isIndex, part: isPart },
  'open-link': { runId: isId, finding: isIndex, link: isIndex },
};

const model: Shape = {
  runId: isId,
  state: isText,
  verdict: isText,
  headline: isText,
  title: isText,
  context: Array.isArray,
  flow: isText,
  findings: Array.isArray,
  timeline: value => isRecord(value) && Array.isArray(value.rows) && Array.isArray(value.ticks) && Array.isArray(value.phases),
  challenge: isRecordOrNull,
  token: isRecordOrNull,
  ties: Array.isArray,
  answer: isRecordOrNull,
  noAnswer: isTextOrNull,
  assertions: Array.isArray,
  place: isRecordOrNull,
};

const matrix: Shape = {
  matrixId: isId,
  state: isText,
  verdict: isText,
  headline: isText,
  reason: isTextOrNull,
  differences: isTextOrNull,
  done: isIndex,
  of: isIndex,
  parts: value => Array.isArray(value) && value.every(part => isRecord(part) && Array.isArray(part.lines)),
};

const comparison: Shape = {
  left: isRecord,
  right: isRecord,
  remarks: Array.isArray,
  hops: Array.isArray,
  challenge: Array.isArray,
  claims: Array.isArray,
};

const toPanel: Readonly<Record<ToPanel['type'], Shape>> = {
  empty: {},
  gone: { runId: isId },
  show: { model: value => hasShape(value, model) },
  compare: { comparison: value => hasShape(value, comparison) },
  matrix: { model: value => hasShape(value, matrix) },
  details: { runId: isId, details: value => isRecord(value) && isIndex(value.id) && isRecord(value.request) },
  revealed: { runId: isId, exchange: isIndex, part: isPart, text: isTextOrNull },
};

/** True for exactly the messages above: a field too many is refused like one too few. */
export function isFromPanel(message: unknown): message is FromPanel {
  return matches(message, fromPanel);
}

/** The host's messages, as deep as a page of another version could get them wrong. */
export function isToPanel(message: unknown): message is ToPanel {
  return matches(message, toPanel);
}

function matches(message: unknown, shapes: Readonly<Record<string, Shape>>): boolean {
  if (!isRecord(message)) return false;
  const { type, ...fields } = message;
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) return false;
  return hasShape(fields, shapes[type] ?? {});
}

function hasShape(value: unknown, shape: Shape): boolean {
  if (!isRecord(value)) return false;
  const names = Object.keys(value);
  return (
    names.length === Object.keys(shape).length && names.every(name => Object.hasOwn(shape, name) && shape[name]?.(value[name]) === true)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecordOrNull(value: unknown): boolean {
  return value === null || isRecord(value);
}
