/** Units of `{{$timestamp -1 d}}`; months and quarters are those of the calendar. */
const fixedUnits: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const calendarUnits: Readonly<Record<string, number>> = { M: 1, Q: 3, y: 12 };

/** The range of a JavaScript date, ECMA-262 section 21.4.1.1. */
const largestTime = 8.64e15;

/** A moment moved by `amount` units (y Q M w d h m s ms), in epoch milliseconds; undefined for other units and times out of range. */
export function moveTime(at: number, amount: string, unit: string): number | undefined {
  if (!/^[+-]?\d{1,9}$/.test(amount)) return undefined;
  const count = Number(amount);
  const fixed = fixedUnits[unit];
  const months = calendarUnits[unit];
  const moved = fixed !== undefined ? at + count * fixed : months !== undefined ? addMonths(at, count * months) : Number.NaN;
  return Math.abs(moved) <= largestTime ? moved : undefined;
}

/** The same day of another month, or its last day where the month is shorter. */
function addMonths(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}
