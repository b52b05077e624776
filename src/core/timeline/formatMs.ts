import type { Translate } from '../model/translate.ts';
import { oneDecimal } from './oneDecimal.ts';

/** A duration for people: `3.2 ms`, `182 ms`, `2.4 s`, `1 min 5 s`. */
export function formatMs(ms: number, t: Translate): string {
  if (ms < 9.95) return `${oneDecimal(ms, t)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${oneDecimal(ms / 1000, t)} s`;
  const seconds = Math.round(ms / 1000);
  const rest = seconds % 60;
  return rest === 0 ? `${(seconds - rest) / 60} min` : `${(seconds - rest) / 60} min ${rest} s`;
}
