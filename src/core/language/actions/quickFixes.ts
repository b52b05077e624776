import { importCurl } from '../../copy/importCurl.ts';
import type { TextSpan } from '../../model/textSpan.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { metadataAddress } from '../../token/clouds.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import { blockAt } from '../blockAt.ts';
import { type Fix, replaceFix } from '../explain/advice.ts';
import { lineAround } from '../lineAround.ts';
import { lineBreakOf } from '../lineBreakOf.ts';
import { nameWithoutColon } from '../nameWithoutColon.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { requestLineStart } from '../requestLineStart.ts';
import type { Block, KvDocument } from '../syntax.ts';

interface FixAsk {
  readonly document: KvDocument;
  readonly block: Block;
  readonly problem: Problem;
  readonly facts: OfflineFacts;
  /** What the problem's span covers. */
  readonly text: string;
  /** The line on which the problem begins, with its break. */
  readonly line: TextSpan;
  /** The line break that the document uses. */
  readonly lineBreak: string;
  readonly say: Say;
}

/** Says a sentence that goes into the text in the reader's language. */
type Say = (sentence: string) => string;

type FixMaker = (ask: FixAsk) => readonly Fix[];

const deleteLine =
  (title: string): FixMaker =>
  ({ line }) => [replaceFix(title, line, '')];
const trimStart: FixMaker = ({ line, problem }) => [
  replaceFix('Remove the indentation', { start: line.start, end: Math.max(line.start, problem.span.start) }, ''),
];
const insertAt = (title: string, at: number, text: string): Fix => replaceFix(title, { start: at, end: at }, text);

const blankLineBefore: FixMaker = ({ line, lineBreak }) => [
  insertAt('Put a blank line before it: the body begins here', line.start, lineBreak),
];

/** Of two that stand there the last one counts: without the other, the same is sent. */
const deleteEarlier: FixMaker = ({ document, block, problem }) => {
  const { directives } = block.syntax;
  const repeated = directives.findIndex(({ start }) => block.start + start === problem.span.start);
  const earlier = directives.slice(0, Math.max(repeated, 0)).findLast(({ key }) => key === directives[repeated]?.key);
  const line = earlier && lineAround(document.text, block.start + earlier.start);
  return line === undefined ? [] : [replaceFix('Delete the one above, which does not count', line, '')];
};

const makers: Partial<Readonly<Record<ProblemCode, FixMaker>>> = {
  'missing-separator': ({ line, lineBreak }) => [insertAt('Put ### before this request', line.start, `${lineBreak}###${lineBreak}`)],
  'indented-separator': trimStart,
  'header-indented': trimStart,
  'header-without-colon': ask => {
    const found = nameWithoutColon(ask.text);
    if (found === undefined) return blankLineBefore(ask);
    const colon = insertAt('Put a colon behind the name', ask.problem.span.start + found.name.length, ':');
    return found.isCertain ? [colon] : [colon, ...blankLineBefore(ask)];
  },
  'header-name': blankLineBefore,
  'header-value': ({ problem, text }) => {
    const visible = text.replace(/[^\P{Cc}\t]/gu, '');
    return visible === text ? [] : [replaceFix('Delete the control characters', problem.span, visible)];
  },
  'not-a-request-line': ({ problem, text }) => {
    const { start } = problem.span;
    const isPath = /^[\w-]+\/\S*$/.test(text);
    return isPath ? [insertAt('Write GET and a path', start, 'GET /')] : [insertAt('Make it a comment', start, '# ')];
  },
  'directive-value': ({ document, problem, text }) => {
    const isExtra = problem.severity === 'hint';
    const before = /[ \t=]*$/.exec(document.text.slice(0, problem.span.start))?.[0].length ?? 0;
    return isExtra && text !== '' ? [replaceFix('Delete the value', { ...problem.span, start: problem.span.start - before }, '')] : [];
  },
  definition: ({ problem, text }) => {
    const written = /^@([^\s=:.]+)[ \t]+(\S.*)$/.exec(text);
    return written === null ? [] : [replaceFix(`Write @${written[1]} = …`, problem.span, `@${written[1]} = ${written[2]}`)];
  },
  assertion: ({ problem, text }) => {
    const [, wrong, right] = /^"([^"]+)".*Did you mean "([^"]+)"\?$/s.exec(problem.message) ?? [];
    const at = wrong === undefined ? -1 : text.indexOf(wrong, 2);
    if (wrong === undefined || right === undefined || at < 0) return [];
    const start = problem.span.start + at;
    return [replaceFix(`Write ${right}`, { start, end: start + wrong.length }, right)];
  },
  'name-in-separator': ({ problem, text, lineBreak }) => {
    const name = text.replace(/^@name\s*=?\s*/, '');
    return [replaceFix('Put the name on a line of its own', problem.span, `${lineBreak}# @name ${name}`)];
  },
  'text-after-handler': ({ line, lineBreak }) => [insertAt('Put ### before this text', line.start, `###${lineBreak}`)],
  'plain-http': ({ problem, text }) => {
    // The endpoint of a machine's identity knows http alone: the message has another way.
    const isIdentity = hostOfUrl(text) === metadataAddress;
    return /^http:/i.test(text) && !isIdentity
      ? [replaceFix('Write https', { start: problem.span.start, end: problem.span.start + 4 }, 'https')]
      : [];
  },
  'scheme-added': ({ problem }) => [insertAt('Write https://', problem.span.start, 'https://')],
  'relative-without-vault': ask => vaultFixes(ask),
  'unknown-vault': ({ problem, facts }) =>
    facts.vaults.slice(0, 5).map(({ name }) => replaceFix(`Use the vault "${name}"`, problem.span, name)),
  'unset-variable': ask => variableFixes(ask),
  'directive-spacing': ({ text, problem }) => [replaceFix('Put a space before @', problem.span, text.replace(/^([#/]+)@/, '$1 @'))],
  'directive-without-effect': ({ line, lineBreak }) => [insertAt('Add # @flow rest', line.start, `# @flow rest${lineBreak}`)],
  'body-in-other-clients': ask => (ask.text === '/*' ? [] : deleteLine('Delete this line')(ask)),
  'directive-repeated': ask => [...deleteEarlier(ask), ...deleteLine('Delete this line')(ask)],
  'duplicate-authorization': deleteLine('Delete this header'),
  'timeout-without-unit': ({ problem, text }) => [
    replaceFix(`Write ${text}ms`, problem.span, `${text}ms`),
    replaceFix(`Write ${text}s`, problem.span, `${text}s`),
  ],
  'fragment-not-sent': ({ problem, text }) => [
    replaceFix('Delete it', problem.span, ''),
    replaceFix('Write %23', problem.span, `%23${text.slice(1)}`),
  ],
  'space-in-target': ({ problem }) => [replaceFix('Write %20', problem.span, '%20')],
  'http-version': ({ problem }) => [replaceFix('Write HTTP/1.1', problem.span, 'HTTP/1.1')],
  'header-trailing-comma': ({ problem }) => [replaceFix('Delete the comma', { start: problem.span.end - 1, end: problem.span.end }, '')],
  'quoted-value': ({ problem, text }) => [replaceFix('Remove the quotes', problem.span, text.slice(1, -1))],
  'unclosed-script': ({ problem, text, lineBreak }) => [
    insertAt(
      'Close the script',
      problem.span.end,
      `${/[\r\n]$/.test(text) ? '' : lineBreak}${text.startsWith('{{') ? '}}' : '%}'}${lineBreak}`,
    ),
  ],
  'unclosed-comment': ({ problem, text, lineBreak }) => {
    if (text === '*/') return [];
    const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
    const isAlone = first.trim() === '/*';
    const last = `${/[\r\n]$/.test(text) ? '' : lineBreak}*/${lineBreak}`;
    return [
      isAlone
        ? insertAt('Close the comment', problem.span.end, last)
        : insertAt('Close the comment', problem.span.start + first.length, ' */'),
    ];
  },
  'text-after-comment': ({ problem, lineBreak }) => [insertAt('Put it on a line of its own', problem.span.start, lineBreak)],
  'not-supported': ask => (ask.problem.severity === 'error' ? blankLineBefore(ask) : curlFixes(ask)),
  'timestamp-seconds': ({ problem, text }) =>
    text.includes('$timestamp') ? [replaceFix('Write {{$timestamp 0 s}}', problem.span, '{{$timestamp 0 s}}')] : [],
  'xpath-reference': ({ problem, text }) => {
    const place = text.indexOf('.body./') + '.body.'.length;
    if (!text.includes('.body./')) return [];
    return [replaceFix('Write a JSON path', problem.span, `${text.slice(0, place)}$.${lastName(text.slice(place))}}}`)];
  },
  'unclosed-variable': ({ document, problem }) => {
    const rest = /^[\w.$ -]*/.exec(document.text.slice(problem.span.end))?.[0].trimEnd() ?? '';
    return rest === '' ? [] : [insertAt('Close the variable with }}', problem.span.end + rest.length, '}}')];
  },
};

/**
 * The changes that end a problem of the parser or the resolver, the likeliest first; nothing where only its author knows. The problems of
 * `explainBeforeSending` bring their own.
 */
export function quickFixes(document: KvDocument, problem: Problem, facts: OfflineFacts, say: Say = same): readonly Fix[] {
  const block = blockAt(document.blocks, problem.span.start);
  if (block === undefined) return [];
  const ask: FixAsk = {
    document,
    block,
    problem,
    facts,
    text: document.text.slice(problem.span.start, problem.span.end),
    line: lineAround(document.text, problem.span.start),
    lineBreak: lineBreakOf(document.text),
    say,
  };
  return [...closestFix(problem), ...(makers[problem.code]?.(ask) ?? [])];
}

const same: Say = sentence => sentence;

/** A message that asks "Did you mean …?" names the word that takes the place of the wrong one. */
function closestFix({ code, message, span }: Problem): readonly Fix[] {
  const closest = /Did you mean "([^"]+)"\?/.exec(message)?.[1];
  const isWord = ['unknown-directive', 'unknown-method', 'directive-value', 'unknown-vault', 'unknown-request'].includes(code);
  return closest === undefined || !isWord ? [] : [replaceFix(`Write ${closest}`, span, closest)];
}

/** A pasted cURL command as the request that it makes; its token is left behind. What could not be taken over stands above it. */
function curlFixes({ block, problem, text, say }: FixAsk): readonly Fix[] {
  const section = block.syntax.sections.find(({ kind, start }) => kind === 'curl' && block.start + start === problem.span.start);
  if (section === undefined || !/^curl/i.test(text)) return [];
  const span = { start: block.start + section.start, end: block.start + section.end };
  const imported = importCurl(block.syntax.text.slice(section.start, section.end));
  if (imported.kind === 'problem') return [];
  const notes = imported.notes.map(note => `# ${say(note).replace(/\s+/g, ' ')}\n`);
  return [replaceFix('Convert to a request', span, `${notes.join('')}${imported.text}`)];
}

/** `//item/name/text()` of an XPath is most likely `name`. */
function lastName(path: string): string {
  const names = path.match(/[A-Za-z_][\w-]*(?![\w(-])/g) ?? [];
  return names.at(-1) ?? 'value';
}

function vaultFixes({ block, facts, lineBreak }: FixAsk): readonly Fix[] {
  const at = requestLineStart(block);
  return facts.vaults.slice(0, 5).map(({ name }) => insertAt(`Add # @vault ${name}`, at, `# @vault ${name}${lineBreak}`));
}

function variableFixes({ document, block, problem, text, lineBreak }: FixAsk): readonly Fix[] {
  const name = /^\{\{\s*%?\s*([^\s{}=:]+)\s*\}\}$/.exec(text)?.[1];
  const unset = /^"([^"]*)" is not set/.exec(problem.message)?.[1];
  // What is unset may stand in the value of this variable, in an environment file.
  if (name === undefined || (unset !== undefined && unset !== name.slice(0, 60))) return [];
  const closest = /Did you mean "([^"]+)"\?/.exec(problem.message)?.[1];
  const top = document.text.startsWith('\ufeff') ? 1 : 0;
  return [
    ...(closest === undefined ? [] : [replaceFix(`Write {{${closest}}}`, problem.span, `{{${closest}}}`)]),
    insertAt(`Define @${name} at the top of the file`, top, `@${name} = value${lineBreak}`),
    insertAt(`Ask for it: # @prompt ${name}`, requestLineStart(block), `# @prompt ${name}${lineBreak}`),
  ];
}
