import { headerValue } from '../../core/model/headers.ts';
import type { Run } from '../../core/model/run.ts';
import { english } from '../../core/model/translate.ts';
import { formatMs } from '../../core/timeline/formatMs.ts';
import { panelModel } from '../../core/timeline/panelModel.ts';
import type { ExchangeRow, NoteRow, PanelModel, TextPart, Timeline, Tone } from '../../core/timeline/panelView.ts';
import { judgedToken } from '../../core/timeline/tokenCard.ts';
import { findingLines } from './findingLines.ts';
import { type Colour, type Paint, printable } from './paint.ts';
import { exchangesOf, type Revealed } from './runJson.ts';
import { tokenLines } from './tokenLines.ts';

const tones: Readonly<Record<Tone, Colour>> = { good: 'green', calm: 'cyan', warn: 'yellow', bad: 'red', plain: 'dim' };

/** A run for the terminal: headline, timeline, token card, answer, findings, assertions. */
export function runLines(run: Run, revealed: Revealed, paint: Paint, columns: number, now: number): readonly string[] {
  const model = panelModel(run, now);
  const { token } = run.trace;
  return [
    `${paint('bold', printable(model.title))}  ${paint('dim', model.context.map(printable).join(' · '))}`,
    paint(model.verdict === 'failure' ? 'red' : 'green', printable(model.headline)),
    '',
    ...timelineLines(model.timeline, paint, columns),
    ...(token === null ? [] : tokenLines(token, judgedToken(run.trace, token, now).judgement, paint)),
    ...answerLines(run, model, revealed, paint),
    ...findingLines(run.findings, paint),
    ...assertionLines(run, paint),
    '',
  ];
}

function timelineLines(timeline: Timeline, paint: Paint, columns: number): readonly string[] {
  const calls = timeline.rows.filter(row => row.kind === 'exchange');
  const width = Math.max(24, Math.min(72, columns - 60, Math.max(0, ...calls.map(row => callText(row).length))));
  return timeline.rows.map(row => (row.kind === 'exchange' ? callLine(row, timeline.scale, width, paint) : noteLine(row, paint)));
}

function callText(row: ExchangeRow): string {
  return printable(`${row.method.padEnd(4)} ${row.host}${row.path}`);
}

function callLine(row: ExchangeRow, scale: number, width: number, paint: Paint): string {
  const { status } = row;
  const answer = status.kind === 'response' ? String(status.status) : status.kind === 'failed' ? status.code : '…';
  const tone = status.kind === 'response' ? status.tone : status.kind === 'failed' ? 'bad' : 'plain';
  return [
    String(row.id + 1).padStart(2),
    row.purpose.padEnd(9),
    clip(callText(row), width),
    paint(tones[tone], answer.padEnd(4)),
    formatMs(row.end - row.start, english).padStart(8),
    bar(row, scale, paint),
  ].join('  ');
}

function noteLine(row: NoteRow, paint: Paint): string {
  return paint(tones[row.tone], `    · ${row.parts.map(partText).join('')}`);
}

function partText(part: TextPart): string {
  if (typeof part === 'string') return printable(part);
  return 'code' in part ? printable(part.code) : new Date(part.time * 1000).toISOString().slice(11, 16).concat(' UTC');
}

const barWidth = 20;

/** Where in the run the call lies. */
function bar(row: ExchangeRow, scale: number, paint: Paint): string {
  const cell = (ms: number): number => Math.min(barWidth, Math.max(0, Math.round((ms / Math.max(scale, 0.001)) * barWidth)));
  const from = Math.min(cell(row.start), barWidth - 1);
  const length = Math.max(1, cell(row.end) - from);
  return paint('dim', `▕${' '.repeat(from)}${'█'.repeat(length)}${' '.repeat(Math.max(0, barWidth - from - length))}▏`);
}

function clip(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
}

const shownBytes = 4000;

function answerLines(run: Run, model: PanelModel, revealed: Revealed, paint: Paint): readonly string[] {
  if (model.answer === null) return model.noAnswer === null ? [] : ['', paint('bold', 'No answer'), `  ${printable(model.noAnswer)}`];
  const { exchange: id, status, reason, body } = model.answer;
  const answer = exchangesOf(run.trace).find(exchange => exchange.id === id);
  const type = answer?.outcome.kind === 'response' ? headerValue(answer.outcome.response.headers, 'content-type') : undefined;
  const text =
    revealed.get(id)?.body ?? (body.kind === 'text' ? (body.pretty ?? body.raw) : body.kind === 'binary' ? `${body.bytes} bytes` : '');
  const cut = text.length > shownBytes ? `${text.slice(0, shownBytes)}\n… (${text.length} characters; --json prints all)` : text;
  return [
    '',
    `${paint('bold', 'Answer')}  ${status} ${printable(reason)}${type === undefined ? '' : paint('dim', `  ${printable(type)}`)}`,
    ...printable(cut)
      .split('\n')
      .filter(line => line !== '')
      .map(line => `  ${line}`),
  ];
}

function assertionLines(run: Run, paint: Paint): readonly string[] {
  if (run.assertions.length === 0) return [];
  return [
    '',
    paint('bold', 'Assertions'),
    ...run.assertions.map(({ text, ok, actual }) =>
      ok
        ? `  ${paint('green', '✓')} ${printable(text)}`
        : `  ${paint('red', '✗')} ${printable(text)}  ${paint('red', `was ${printable(actual)}`)}`,
    ),
  ];
}
