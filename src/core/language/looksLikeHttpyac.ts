import type { Block } from './syntax.ts';

/** Directives that only httpYac has. */
const ownDirectives: ReadonlySet<string> = new Set([
  'loop',
  'sleep',
  'jwt',
  'save',
  'openwith',
  'ratelimit',
  'responseref',
  'keepstreaming',
]);

/** Whether a block was written for httpYac: its script blocks, header spreads, lazy variables, checks or directives are in it. */
export function looksLikeHttpyac({ syntax }: Block): boolean {
  const { text, directives, sections, problems } = syntax;
  return (
    directives.some(({ key }) => ownDirectives.has(key)) ||
    sections.some(({ kind, start }) => kind === 'spread' || (kind === 'script' && text.startsWith('{{', start))) ||
    problems.some(({ code }) => code === 'assertion-not-supported') ||
    syntax.definitions.some(({ name, value }) => text.slice(name.end, value.start).includes(':='))
  );
}
