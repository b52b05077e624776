import { formatMs } from '../core/timeline/formatMs.ts';
import type { ExchangeDetails, MessageView, PanelModel } from '../core/timeline/panelView.ts';
import { type BodyActions, bodyBox } from './bodyBox.ts';
import { type Child, clickable, el } from './el.ts';
import { icon } from './icon.ts';
import type { PageContext } from './pageContext.ts';
import { phaseNames } from './phaseNames.ts';
import { t } from './translate.ts';
import { factList } from './words.ts';

/** One call in full: both messages as on the wire, timing, connection. `where` is the field to point at. */
export function details(
  { runId, place }: PanelModel,
  view: ExchangeDetails,
  where: string | null,
  page: PageContext,
  bodyActions: (part: BodyActions['part']) => BodyActions,
): HTMLElement {
  const tabs: readonly (readonly [string, HTMLElement])[] = [
    [t('Request'), message('request', view.request, where, bodyActions('request-body'))],
    [t('Response'), response(view, where, bodyActions('response-body'))],
    [t('Timing'), timing(view)],
    [t('Connection'), connection(view)],
  ];
  const first = where?.startsWith('request.') ? 0 : 1;
  const box = el(
    'vscode-tabs',
    { 'selected-index': first, class: 'details-tabs' },
    ...tabs.flatMap(([title, content]) => [el('vscode-tab-header', { slot: 'header' }, title), el('vscode-tab-panel', {}, content)]),
  );
  const close = clickable(
    el(
      'button',
      { type: 'button', class: 'tool close', title: t('Close (Esc)') },
      icon('cross'),
      el('span', { class: 'unseen' }, t('Close details')),
    ),
    () => page.select(null),
  );
  const copy =
    place === null
      ? clickable(el('button', { type: 'button', class: 'tool' }, icon('copy'), t('Copy as…')), () =>
          page.post({ type: 'copy-as', runId, exchange: view.id }),
        )
      : null;
  return el(
    'section',
    { class: 'details', 'aria-label': t('Details of call {0}', view.id + 1), 'data-exchange': view.id },
    el('div', { class: 'details-head' }, el('h3', {}, `${view.id + 1} ${view.purpose}`), el('p', {}, view.meaning), copy, close),
    box,
  );
}

function response(view: ExchangeDetails, where: string | null, actions: BodyActions): HTMLElement {
  const { failure } = view;
  const parts: Child[] = [];
  if (failure !== null) {
    const codes = failure.rawCodes.length === 0 ? null : el('p', { class: 'slug' }, el('code', {}, failure.rawCodes.join(' ← ')));
    parts.push(
      el(
        'div',
        { class: 'failure tone-bad' },
        icon('cross'),
        el('div', {}, el('p', {}, failure.message), el('p', {}, t('Broke during: {0}', phaseNames[failure.phase])), codes),
      ),
    );
  }
  if (view.remarks.length > 0) parts.push(el('ul', { class: 'remarks' }, ...view.remarks.map(text => el('li', {}, text))));
  if (view.response !== null) parts.push(message('response', view.response, where, actions));
  if (parts.length === 0)
    parts.push(el('p', { class: 'no-body' }, view.totalMs === null ? t('no answer yet') : t('no answer: the run ended before')));
  return el('div', {}, ...parts);
}

function message(side: 'request' | 'response', view: MessageView, where: string | null, actions: BodyActions): HTMLElement {
  const wanted = where?.startsWith(`${side}.header `) ? where.slice(side.length + 8).toLowerCase() : null;
  const rows = view.headers.map(([name, value]) =>
    el('tr', { class: name.toLowerCase() === wanted ? 'pointed' : null }, el('th', { scope: 'row' }, name), el('td', {}, value)),
  );
  return el(
    'div',
    { class: 'message' },
    el('p', { class: 'start-line' }, el('code', {}, view.startLine)),
    rows.length === 0
      ? null
      : el(
          'table',
          { class: 'headers' },
          el('caption', { class: 'unseen' }, side === 'request' ? t('Headers of the request') : t('Headers of the response')),
          el('tbody', {}, ...rows),
        ),
    bodyBox(view.body, actions),
  );
}

function timing(view: ExchangeDetails): HTMLElement {
  const longest = Math.max(...view.timing.map(one => one.ms), 0.001);
  const rows = view.timing.map(one => {
    const bar = el('span', { class: `segment phase-${one.phase}${one.broken ? ' broken' : ''}` });
    bar.style.width = `${((100 * one.ms) / longest).toFixed(2)}%`;
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, phaseNames[one.phase]),
      el('td', { class: 'number' }, formatMs(one.ms, t)),
      el('td', { class: 'meter', 'aria-hidden': 'true' }, bar),
    );
  });
  const total =
    view.totalMs === null
      ? null
      : el(
          'tr',
          { class: 'total' },
          el('th', { scope: 'row' }, t('total')),
          el('td', { class: 'number' }, formatMs(view.totalMs, t)),
          el('td', {}),
        );
  return el('table', { class: 'timing' }, el('caption', { class: 'unseen' }, t('Phases of this call')), el('tbody', {}, ...rows, total));
}

function connection(view: ExchangeDetails): HTMLElement {
  if (view.connection.length === 0) return el('p', { class: 'no-body' }, t('no connection yet'));
  return el('div', {}, factList([...view.connection, ...view.tls]));
}
