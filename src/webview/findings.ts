import type { PanelFinding, PanelModel } from '../core/timeline/panelView.ts';
import { clickable, el } from './el.ts';
import { fold } from './fold.ts';
import { icon } from './icon.ts';
import type { PageContext } from './pageContext.ts';
import { section } from './section.ts';
import { t } from './translate.ts';

/** The diagnosed causes, the best first, each with what proves it and what to do. */
export function findings(model: PanelModel, page: PageContext): HTMLElement | null {
  if (model.findings.length === 0) return null;
  const items = model.findings.map((finding, index) => el('li', {}, findingView(model.runId, finding, index, page)));
  return section('findings', t('Findings'), model.findings.length, el('ol', { class: 'findings' }, ...items));
}

function findingView(runId: string, finding: PanelFinding, index: number, page: PageContext): HTMLElement {
  const calm = finding.tone === 'calm';
  const content: readonly (Node | null)[] = [
    el('p', {}, finding.explanation),
    finding.fix === '' ? null : el('div', { class: 'fix' }, el('strong', {}, calm ? t('To do') : t('Fix')), el('p', {}, finding.fix)),
    others(finding),
    evidence(finding, page),
    action(runId, finding, page),
    links(runId, finding, index, page),
    el('p', { class: 'slug' }, t('cause '), el('code', {}, finding.cause)),
  ];
  // What is no fault takes one line, so that the timeline stays in view.
  const text = calm
    ? [el('h3', {}, finding.title), fold(t('What this means'), el('div', { class: 'finding-text' }, ...content))]
    : [el('h3', {}, finding.title, ' ', certainty(finding)), ...content];
  return el(
    'article',
    { class: `finding tone-${finding.tone}` },
    icon(calm ? 'lock' : 'warning'),
    el('div', { class: 'finding-text' }, ...text),
  );
}

function certainty(finding: PanelFinding): HTMLElement {
  const words = { proven: t('proven'), likely: t('likely'), candidate: t('one of several') }[finding.certainty];
  return el('vscode-badge', { class: 'certainty' }, words);
}

function others(finding: PanelFinding): HTMLElement | null {
  const rest = finding.candidates.filter(cause => cause !== finding.cause);
  if (rest.length === 0) return null;
  return el(
    'p',
    { class: 'others' },
    t('Looks the same from outside: '),
    ...rest.flatMap((cause, i) => [i === 0 ? '' : ', ', el('code', {}, cause)]),
  );
}

function evidence(finding: PanelFinding, page: PageContext): HTMLElement | null {
  if (finding.evidence.length === 0) return null;
  const items = finding.evidence.map(one => {
    const place = one.exchange === null ? '' : `${t('call {0}', one.exchange + 1)} · `;
    const label = el('span', { class: 'where' }, `${place}${one.where}`);
    const button = el(
      'button',
      { type: 'button', class: 'evidence-link', title: t('Show where this stands') },
      label,
      el('code', {}, one.value),
    );
    return el(
      'li',
      {},
      clickable(button, () => page.goTo({ exchange: one.exchange, where: one.where })),
    );
  });
  return el('ul', { class: 'evidence', 'aria-label': t('Evidence') }, ...items);
}

function action(runId: string, finding: PanelFinding, page: PageContext): HTMLElement | null {
  const type = finding.action;
  if (type === null) return null;
  const [text, title] =
    type === 'look-up'
      ? [t('Look up where the vault’s name leads'), t('Asks DNS once, now, from this machine')]
      : [t('Why the first 401'), t('Opens a text for whoever asks about the 401 in the log')];
  const button = el('button', { type: 'button', class: 'link', title }, text);
  return el(
    'p',
    { class: 'links' },
    clickable(button, () => page.post({ type, runId })),
  );
}

function links(runId: string, finding: PanelFinding, index: number, page: PageContext): HTMLElement | null {
  if (finding.links.length === 0) return null;
  const buttons = finding.links.map((title, link) =>
    clickable(el('button', { type: 'button', class: 'link' }, title, icon('open')), () =>
      page.post({ type: 'open-link', runId, finding: index, link }),
    ),
  );
  return el('p', { class: 'links' }, ...buttons);
}
