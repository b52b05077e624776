import type { FieldRef } from './pageContext.ts';

/** Scrolls to the field that an evidence names, and lets it stand out. */
export function pointAt(root: HTMLElement, ref: FieldRef): void {
  for (const old of root.querySelectorAll('.pointed-once')) old.classList.remove('pointed-once');
  const target = find(root, ref);
  if (target === null) return;
  target.scrollIntoView({ block: 'nearest' });
  target.classList.add('pointed-once');
}

const tieLabels: Readonly<Record<string, readonly string[]>> = {
  'token.aud': ['aud'],
  'token.iss': ['iss'],
  'token.exp': ['exp'],
  'token.nbf': ['nbf'],
  'challenge.resource': ['resource'],
  'challenge.authority': ['authority'],
  'challenge.tenant': ['authority'],
};

function find(root: HTMLElement, ref: FieldRef): HTMLElement | null {
  const [label] = tieLabels[ref.where] ?? [];
  if (label !== undefined) return root.querySelector(`[data-field="${label}"]`);
  if (/^(?:token|challenge)\./.test(ref.where)) return root.querySelector('#token');
  const inside = root.querySelector<HTMLElement>('.details .pointed');
  return inside ?? root.querySelector('.details') ?? root.querySelector(`.call[data-exchange="${ref.exchange ?? -1}"]`);
}
