/** What a line means in another client. `closes` is the text that ends a section of several lines, null where the line is all. */
export type ForeignForm =
  | { readonly kind: 'script'; readonly closes: '%}' | '}}' | null }
  | { readonly kind: 'redirect' }
  | { readonly kind: 'responseLink' }
  | { readonly kind: 'response' }
  | { readonly kind: 'fileBody' };

const scriptFile = /^[<>]\s+\S.*\.(?:[cm]?js|ts)\s*$/i;
const handlerPath = /^>\s+\.{0,2}[/\\]\S*\s*$/;
/** httpYac's `{{`, with the event that it waits for or without. */
const scriptBlock = /^\{\{(?:@js[ \t]{1,40})?(?:[@+][\w-]{0,40}|request|streaming|response(?:logging)?|after)?\s*$/i;

/** Above the request line `< f.js` is a script of JetBrains; below the headers it is the body, as any other file. */
export function foreignFormAbove(line: string): ForeignForm | undefined {
  const form = foreignForm(line);
  return form?.kind === 'fileBody' && scriptFile.test(line) ? { kind: 'script', closes: null } : form;
}

/**
 * Recognises scripts (`> {%`, `> f.js`, `< {%`, a lone `{{`), `>> file`, `<> file`, `< file` and sample responses.
 * Each of them would be sent as a body line by REST Client. The space in `< file` keeps `<root>` a body.
 */
export function foreignForm(line: string): ForeignForm | undefined {
  switch (line.charCodeAt(0)) {
    case 60 /* < */:
      return formAfterLess(line);
    case 62 /* > */:
      return formAfterGreater(line);
    case 72 /* H */:
      return /^HTTP\/\d(?:\.\d)?\s+\d{3}(?:\s|$)/.test(line) ? { kind: 'response' } : undefined;
    case 123 /* { */:
      return scriptBlock.test(line) ? { kind: 'script', closes: '}}' } : undefined;
    default:
      return undefined;
  }
}

function formAfterLess(line: string): ForeignForm | undefined {
  if (/^<\s*\{%/.test(line)) return { kind: 'script', closes: line.includes('%}') ? null : '%}' };
  // The space keeps `<>text</>` a body.
  if (/^<>\s+\S/.test(line) || (line.startsWith('<>') && isPath(line.slice(2)))) return { kind: 'responseLink' };
  return fileBodyPattern.test(line) ? { kind: 'fileBody' } : undefined;
}

function formAfterGreater(line: string): ForeignForm | undefined {
  if (/^>\s*\{%/.test(line)) return { kind: 'script', closes: line.includes('%}') ? null : '%}' };
  if (/^>>!?\s+\S/.test(line)) return { kind: 'redirect' };
  return scriptFile.test(line) || handlerPath.test(line) ? { kind: 'script', closes: null } : undefined;
}

/** Whether a text can be nothing but the path of a file: one word with a folder or an ending, or made of a variable. */
export function isPath(text: string): boolean {
  return /^[^\s<>]+$/.test(text) && /[/\\]|\.\w|\{\{/.test(text);
}

/** `< path`, `<@ path` and `<@encoding path`. Without the `@` a word is markup: `<root id="1">`. */
export const fileBodyPattern = /^<(?:(@)([A-Za-z][\w-]*)?)?\s+(\S.*)$/;
