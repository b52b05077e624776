import type { TextSpan } from '../core/model/textSpan.ts';
import type { FlowKind } from '../core/model/trace.ts';

/** Readers of command arguments: any extension can run a command with any value, so each answers undefined for what it does not know. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function spanOf(value: unknown): TextSpan | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { start, end } = value as { start?: unknown; end?: unknown };
  return isOffset(start) && isOffset(end) && start <= end ? { start, end } : undefined;
}

export function flowOf(value: unknown): FlowKind | undefined {
  return value === 'sdk' || value === 'rest' || value === 'anonymous' ? value : undefined;
}

export function exchangeIndexOf(value: unknown): number | undefined {
  return isOffset(value) ? value : undefined;
}

/** The vault name in a tree item or `{vault}`. */
export function vaultNameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return textOf((value as { vault?: unknown }).vault);
}

/** A run's id, as it is or in a tree item or `{run}`. */
export function runOf(value: unknown): string | undefined {
  const inside = typeof value === 'object' && value !== null ? (value as { run?: unknown }).run : value;
  return textOf(inside);
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
