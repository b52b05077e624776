import { factsOfHeader } from './completion/headerFacts.ts';

/** The name at the start of a line that is a header but for its colon; `isCertain`: it is far more likely that than text of a body. */
export interface NameWithoutColon {
  readonly name: string;
  readonly isCertain: boolean;
}

/** Finds the name in `Content-Type application/json`; undefined where the line looks like anything else. */
export function nameWithoutColon(line: string): NameWithoutColon | undefined {
  const [, name = '', rest = ''] = /^([A-Za-z][A-Za-z0-9-]*)(?:[ \t]+(\S)|$)/.exec(line) ?? [];
  if (name === '') return undefined;
  const isHyphenated = /^[A-Z][A-Za-z0-9]*-/.test(name) || /^x-/.test(name);
  if (isHyphenated || factsOfHeader(name) !== undefined) return { name, isCertain: true };
  return rest !== '' && /^[A-Z]/.test(name) ? { name, isCertain: false } : undefined;
}
