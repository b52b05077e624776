const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/**
 * A moment as text. `offset` is minutes ahead of UTC, null for UTC itself. `format` is `iso8601`, `rfc1123` or a pattern of
 * Day.js tokens (`YYYY-MM-DD HH:mm:ss`), text in square brackets is kept.
 */
export function formatDate(at: number, format: string, offset: number | null): string {
  const date = new Date(at + (offset ?? 0) * 60_000);
  if (format === 'iso8601') return offset === null ? date.toISOString() : applyPattern(date, 'YYYY-MM-DDTHH:mm:ss.SSSZ', offset);
  if (format === 'rfc1123') return offset === null ? date.toUTCString() : applyPattern(date, 'ddd, DD MMM YYYY HH:mm:ss ZZ', offset);
  return applyPattern(date, format, offset ?? 0);
}

/** Whether a pattern was written for .NET (`yyyy-MM-dd`): Day.js would print other things, or the letters themselves. */
export function looksLikeDotNetPattern(format: string): boolean {
  return /yyyy|(?<![dD])dd(?!d)|\btt\b/.test(format.replace(/\[[^\]]*\]/g, ''));
}

const token = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|dd|d|HH|H|hh|h|A|a|mm|m|ss|s|SSS|ZZ|Z|X|x/g;

function applyPattern(date: Date, format: string, offset: number): string {
  return format.replace(token, (name: string, literal: string | undefined) => literal ?? tokenText(date, name, offset));
}

function tokenText(date: Date, name: string, offset: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hour = date.getUTCHours();
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const month = months[date.getUTCMonth()] ?? '';
  const day = days[date.getUTCDay()] ?? '';
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}`;
  const texts: Readonly<Record<string, string>> = {
    YYYY: String(date.getUTCFullYear()).padStart(4, '0'),
    YY: two(date.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(date.getUTCMonth() + 1),
    M: String(date.getUTCMonth() + 1),
    DD: two(date.getUTCDate()),
    D: String(date.getUTCDate()),
    dddd: day,
    ddd: day.slice(0, 3),
    dd: day.slice(0, 2),
    d: String(date.getUTCDay()),
    HH: two(hour),
    H: String(hour),
    hh: two(hour12),
    h: String(hour12),
    A: hour < 12 ? 'AM' : 'PM',
    a: hour < 12 ? 'am' : 'pm',
    mm: two(date.getUTCMinutes()),
    m: String(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
    s: String(date.getUTCSeconds()),
    SSS: String(date.getUTCMilliseconds()).padStart(3, '0'),
    Z: `${zone}:${two(Math.abs(offset) % 60)}`,
    ZZ: `${zone}${two(Math.abs(offset) % 60)}`,
    X: String(Math.floor((date.getTime() - offset * 60_000) / 1000)),
    x: String(date.getTime() - offset * 60_000),
  };
  return texts[name] ?? name;
}
