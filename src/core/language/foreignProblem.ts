import { assertNever } from '../model/assertNever.ts';
import { runName } from './importLine.ts';
import { type Problem, problemAt, type Severity } from './problem.ts';
import type { ForeignSection, Piece } from './syntax.ts';

/** What a section of another client means here, told at its first line; nothing for `>> file`, which has its effect. */
export function foreignProblem(kind: ForeignSection['kind'], line: Piece): Problem | undefined {
  const [severity, message] = words(kind, line.text) ?? [];
  if (severity === undefined || message === undefined) return undefined;
  return problemAt('not-supported', severity, message, line);
}

function words(kind: ForeignSection['kind'], text: string): readonly [Severity, string] | undefined {
  switch (kind) {
    case 'script':
      return ['hint', 'Scripts are neither run nor sent here. Use "??" lines to check an answer.'];
    case 'responseLink':
      return ['hint', 'A link to an earlier answer: it is not sent.'];
    case 'response':
      return ['hint', 'A sample response: it is not sent.'];
    case 'curl':
      return ['warning', 'A cURL command is not sent. Convert it with the command "Key Vault: Import cURL".'];
    case 'spread':
      return ['warning', 'Header spreads of httpYac are not supported: these headers are not sent. Write the headers out.'];
    case 'import':
      return runName(text) === undefined
        ? ['warning', 'Other files are not imported or run from here. Copy the request into this file, or send it from its own.']
        : ['hint', 'Read as "# @force-ref": that request is sent before the one below. Alone in its block this line does nothing.'];
    case 'comment':
      return ['hint', 'Read as a comment. Other clients can read a request here: begin each line with "#" for all of them.'];
    case 'redirect':
      return undefined;
    default:
      return assertNever(kind);
  }
}
