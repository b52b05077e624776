import type { Call } from '../case.ts';

/** `secrets/name` of a data-plane URL, or null. */
export function objectOf(call: Call): string | null {
  const match = /^https?:\/\/[^/?#]+\/+((?:deleted)?(?:secrets|keys|certificates))\/([^/?#]+)/i.exec(call.url ?? '');
  return match === null ? null : `${match[1]}/${match[2]}`;
}
