import type { ClaimRow, PanelModel, Tie, TokenCard } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { fold } from './fold.ts';
import { icon } from './icon.ts';
import { section } from './section.ts';
import { tieRow } from './tieRow.ts';
import { validityBar } from './validityBar.ts';
import { clock, factList } from './words.ts';

const look = {
  ok: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'cross' },
  unknown: { tone: 'warn', icon: 'question' },
} as const;

/** The challenge and the token side by side: what was asked for, what was sent, and where the two differ. */
export function cards(model: PanelModel): HTMLElement | null {
  const { challenge, token, ties } = model;
  if (challenge === null && token === null) return null;
  return section(
    'token',
    challenge === null ? 'Token' : token === null ? 'Challenge' : 'Challenge and token',
    null,
    comparison(ties, model),
    el('div', { class: 'cards' }, challengeRest(model), token === null ? null : tokenRest(token)),
  );
}

function comparison(ties: readonly Tie[], { challenge, token, state }: PanelModel): HTMLElement {
  const left = challenge === null ? 'The service wants' : challenge.cached ? 'Challenge (known from before)' : 'Challenge';
  const verdicts = { ok: 'fits', refused: 'does not fit', unknown: 'cannot be judged' };
  const bar = token?.bar == null ? null : validityBar(token.bar);
  const right = token !== null ? 'Token' : state === 'running' ? 'No token yet' : 'No token was sent';
  const badge =
    token === null
      ? null
      : el('span', { class: `verdict tone-${look[token.verdict].tone}` }, icon(look[token.verdict].icon), verdicts[token.verdict]);
  return el(
    'div',
    { class: `ties${token === null ? ' alone' : ''}` },
    el('div', { class: 'ties-head' }, el('h3', {}, left), el('h3', {}, right, badge)),
    el('ul', {}, ...ties.map((tie, index) => el('li', {}, tieRow(tie, index === ties.length - 1 ? bar : null)))),
  );
}

function challengeRest({ challenge }: PanelModel): HTMLElement {
  if (challenge === null)
    return el('div', { class: 'card' }, el('p', { class: 'muted' }, 'There was no challenge: the token was asked for beforehand.'));
  return el(
    'div',
    { class: 'card' },
    factList(challenge.facts),
    ...challenge.warnings.map(text => el('p', { class: 'warning tone-warn' }, icon('warning'), text)),
    fold('WWW-Authenticate as received', ...challenge.raw.map(line => el('pre', { class: 'raw-header', tabindex: 0 }, line))),
  );
}

function tokenRest(token: TokenCard): HTMLElement {
  return el(
    'div',
    { class: 'card' },
    factList(token.facts),
    ...token.problems.map(text => el('p', { class: 'warning tone-warn' }, icon('warning'), text)),
    fold(
      `All claims (${token.claims.length})`,
      claimTable('Claims of the token', token.claims),
      el('h4', {}, 'Header'),
      claimTable('Header of the token', token.header),
    ),
  );
}

function claimTable(caption: string, rows: readonly ClaimRow[]): HTMLElement {
  const lines = rows.map(row =>
    el(
      'tr',
      { 'data-claim': row.name },
      el('th', { scope: 'row' }, row.name),
      el(
        'td',
        {},
        el('span', { class: 'value' }, row.value),
        row.time === null ? null : el('span', { class: 'muted' }, ' ', clock(row.time)),
        row.meaning === null ? null : el('span', { class: 'meaning' }, row.meaning),
      ),
    ),
  );
  return el('table', { class: 'claims' }, el('caption', { class: 'unseen' }, caption), el('tbody', {}, ...lines));
}
