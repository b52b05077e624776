import type { MatrixPlace } from '../core/timeline/matrixView.ts';
import { clickable, el } from './el.ts';
import { type IconName, icon } from './icon.ts';
import type { PageContext } from './pageContext.ts';
import { t } from './translate.ts';
import { words } from './words.ts';

/** Above the run of a row: the way back to the matrix, to the rows above and below, and whether the row is as expected. */
export function placeBar(place: MatrixPlace, page: PageContext): HTMLElement {
  const back = clickable(
    el(
      'button',
      { type: 'button', class: 'tool', 'data-action': 'back', title: t('Back to the matrix (Esc)') },
      icon('back'),
      t('Back to the matrix'),
    ),
    () => page.post({ type: 'open-matrix', matrixId: place.matrixId }),
  );
  return el(
    'nav',
    { class: 'place', 'aria-label': t('Matrix of refusals') },
    back,
    el('span', { class: 'place-row muted' }, t('Row {0} of {1}', place.number, place.of)),
    step('up', t('Previous row'), place.previous, page),
    step('down', t('Next row'), place.next, page),
    verdict(place),
  );
}

/** Stays where it is at the ends of the table: it may have the focus. */
function step(glyph: IconName, label: string, runId: string | null, page: PageContext): HTMLElement {
  const button = el(
    'button',
    { type: 'button', class: 'tool icon-tool', title: label, 'data-action': glyph, 'aria-disabled': String(runId === null) },
    icon(glyph),
    el('span', { class: 'unseen' }, label),
  );
  return clickable(button, () => {
    if (runId !== null) page.post({ type: 'open-run', runId });
  });
}

function verdict({ expected }: MatrixPlace): HTMLElement {
  return expected === null
    ? el('span', { class: 'place-verdict tone-good' }, icon('check'), t('as expected'))
    : el('span', { class: 'place-verdict tone-bad' }, icon('cross'), el('span', {}, ...words(expected)));
}
