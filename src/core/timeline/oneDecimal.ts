import type { Translate } from '../model/translate.ts';

/** A number with at most one decimal, behind the mark that the reader's language puts there: `3.2`, `3,2`, `12`. */
export function oneDecimal(value: number, t: Translate): string {
  const [whole = '', decimal = '0'] = value.toFixed(1).split('.');
  return decimal === '0' ? whole : t('{0}.{1}', whole, decimal);
}
