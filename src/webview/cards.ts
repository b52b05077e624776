import type { ClaimRow, PanelModel, Tie, TokenCard } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { fold } from './fold.ts';
import { icon } from './icon.ts';
import { section } from './section.ts';
import { tieRow } from './tieRow.ts';
import { t } from './translate.ts';
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
    challenge === null ? t('Token') : token === null ? t('Challenge') : t('Challenge and token'),
    null,
    comparison(ties, model),
    el('div', { class: 'cards' }, challengeRest(model), token === null ? null : tokenRest(token)),
  );
}

function comparison(ties: readonly Tie[], { challenge, token, state }: PanelModel): HTMLElement {
  const left = challenge === null ? t('The service wants') : challenge.cached ? t('Challenge (known from before)') : t('Challenge');
  const verdicts = { ok: t('fits'), refused: t('does not fit'), unknown: t('cannot be judged') };
  const bar = token?.bar == null ? null : validityBar(token.bar);
  const right = token !== null ? t('Token') : state === 'running' ? t('No token yet') : t('No token was sent');
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
    return el('div', { class: 'card' }, el('p', { class: 'muted' }, t('There was no challenge: the token was asked for beforehand.')));
  return el(
    'div',
    { class: 'card' },
    factList(challenge.facts),
    ...challenge.warnings.map(text => el('p', { class: 'warning tone-warn' }, icon('warning'), text)),
    fold(t('WWW-Authenticate as received'), ...challenge.raw.map(line => el('pre', { class: 'raw-header', tabindex: 0 }, line))),
  );
}

function tokenRest(token: TokenCard): HTMLElement {
  return el(
    'div',
    { class: 'card' },
    factList(token.facts),
    ...token.problems.map(text => el('p', { class: 'warning tone-warn' }, icon('warning'), text)),
    fold(
      t('All claims ({0})', token.claims.length),
      claimTable(t('Claims of the token'), token.claims),
      el('h4', {}, t('Header')),
      claimTable(t('Header of the token'), token.header),
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
