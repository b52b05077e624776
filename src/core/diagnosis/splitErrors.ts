/** More parts than anyone reads; the rest stays in the last one. */
const maxErrors = 50;
const mark = String.raw`(?:[│|*>-][ ]{0,3}|\d{1,3}[.)][ ]|\[?\d{4}-\d\d-\d\d[T ][^\n]{0,40}?[ \]])?`;
const beginnings = [
  String.raw`(?:ERROR|Error|error|FATAL|fatal|panic|Warning)(?::|\s)`,
  // The class of an exception, with its package or module. Links of a credential chain are parts of one error.
  String.raw`(?!CredentialUnavailable|AuthenticationRequired)(?:Unhandled exception\. |Uncaught )?[\w.$]{1,150}(?:Exception|Error)\b[^\n]{0,20}:`,
  String.raw`HTTP\/[\d.]{1,3}\s\d{3}`,
  String.raw`(?:GET|PUT|POST|PATCH|DELETE)\shttps?:`,
  String.raw`(?:AADSTS|AKV)\d{4,8}:`,
  // A prompt: what follows is the output of another command.
  String.raw`(?:\$|PS [^\n>]{0,100}>|[\w.-]{1,64}@[\w.-]{1,64}[^\n$#]{0,100}[$#])\s`,
];
const start = new RegExp(`^${mark}(?:${beginnings.join('|')})`);
const body = /^\{\s{0,20}(?:"error"|$)/;
/** Behind an empty line, a sentence that says that something failed. The lines of an Azure SDK's exception do not begin a new one. */
const sentence =
  /^(?!Status:|ErrorCode:|Code:|Message:|Content:|Headers:|Inner error)(?:\w{1,60}Credential:\s|\S[^\n]{0,200}\b(?:failed|failure|error|cannot|could not|unable|denied|not able)\b)/i;
/** What follows such a line is the same error told again by whoever caught it. */
const chained = /^(?:During handling of the above exception|The above exception was the direct cause)/;

interface OpenPart {
  readonly lines: string[];
  hasText: boolean;
  /** A line in it began an error. */
  hasStart: boolean;
}

const newPart = (): OpenPart => ({ lines: [], hasText: false, hasStart: false });

/** The single errors of a paste, in order: parted where a line begins a new one. A paste that shows no such line is one error. */
export function splitErrors(text: string): readonly string[] {
  let part = newPart();
  const parts = [part];
  let before = '';
  let afterBlank = true;
  let isChained = false;
  for (const line of text.split('\n')) {
    const begins = start.test(line) || (body.test(line) && !before.endsWith(':')) || (afterBlank && sentence.test(line));
    // What stands directly above an error belongs to it.
    const isFull = part.hasText && (afterBlank || part.hasStart);
    if (begins && isFull && !isChained && parts.length < maxErrors) {
      part = newPart();
      parts.push(part);
    }
    part.lines.push(line);
    part.hasStart ||= begins;
    isChained = chained.test(line) || (isChained && !begins);
    const trimmed = line.trimEnd();
    afterBlank = trimmed === '';
    part.hasText ||= !afterBlank;
    if (!afterBlank) before = trimmed;
  }
  return parts.map(({ lines }) => lines.join('\n'));
}
