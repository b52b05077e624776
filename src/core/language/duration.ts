const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, min: 60_000 };

export interface Duration {
  readonly ms: number;
  readonly hasUnit: boolean;
}

/** `500ms`, `10s`, `1.5 s`, `2m`; a bare number is milliseconds. undefined for anything else, 0 and more than an hour. */
export function readDuration(text: string): Duration | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s{0,9}(ms|s|m|min)?$/i.exec(text);
  if (match === null) return undefined;
  const unit = match[2]?.toLowerCase();
  const ms = Math.round(Number(match[1]) * (unit === undefined ? 1 : (units[unit] ?? 1)));
  return ms > 0 && ms <= 3_600_000 ? { ms, hasUnit: unit !== undefined } : undefined;
}
