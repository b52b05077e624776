import type { Finding } from '../model/finding.ts';

/** The sentences of a cause, with `{where|fallback}` for the evidence of that name. */
export interface CauseText {
  readonly title: string;
  readonly explanation: string;
  readonly fix: string;
}

/** The sentences with a finding's evidence in them. Evidence goes in as plain text: whoever shows it escapes it. */
export const fillMessage = (message: CauseText, finding: Finding): CauseText => ({
  title: fill(message.title, finding),
  explanation: fill(message.explanation, finding),
  fix: fill(message.fix, finding),
});

/** Longer values belong into the evidence, not into a sentence. */
const longestValue = 200;

/** Replaces `{where|fallback}` by the evidence of that name. */
function fill(template: string, finding: Finding): string {
  const text = template.replace(/\{([^{}|]+)\|([^{}]*)\}/g, (_, where: string, fallback: string) => {
    const value = finding.evidence.find(item => item.where === where)?.value;
    return value === undefined ? fallback : oneLine(value);
  });
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ +(?=[.,;:)\n]|$)/g, '')
    .trim();
}

/** Control characters and line breaks of a server's text must not change the lines of ours. */
function oneLine(value: string): string {
  const flat = Array.from(value, char => (isControl(char.charCodeAt(0)) ? ' ' : char)).join('');
  return flat.length > longestValue ? `${flat.slice(0, longestValue)}…` : flat;
}

/** C0, DEL, C1, line separators and the marks that reorder text. */
const isControl = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0x9f) ||
  code === 0x2028 ||
  code === 0x2029 ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);
