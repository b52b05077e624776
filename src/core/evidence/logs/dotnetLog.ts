import { aLogCall, finished, headerOfLine, type LogCall, type LogReading } from './logCalls.ts';

const request = /\bRequest \[([^\]]{1,100})\] ([A-Z]{1,20}) (https?:\/\/\S+)/;
const response = /\b(?:Error response|Response) \[([^\]]{1,100})\] (\d{3})\b/;
const content = /\b(?:Error response|Response) content \[([^\]]{1,100})\](?: block \d+)?:\s?(.*)/;
const failure = /\bRequest \[([^\]]{1,100})\] (?:failed|exception|caused an exception)\S*\s?(.*)/;
/** Where the next event begins: the console listener's `[Level] Source: …`, or a logger's `info: Source[1]`. */
const event = /^\s*(?:\S+ )?\[?(?:Informational|Warning|Verbose|Error|Critical|LogAlways)\]?\b|^\s*(?:trce|dbug|info|warn|fail|crit): /;

/** .NET: `AzureEventSourceListener` and the forwarder to `ILogger`. The SDK keeps one id over the challenge and the call after it. */
export const isDotnetLog = (text: string): boolean => request.test(text) || response.test(text);

export function readDotnetLog(lines: readonly string[]): LogReading {
  const calls: LogCall[] = [];
  const open = new Map<string, LogCall>();
  const rest: string[] = [];
  let into: 'request' | 'response' | 'content' | 'none' = 'none';
  let current: LogCall | undefined;
  for (const line of lines) {
    const begun = request.exec(line);
    const answered = begun === null ? response.exec(line) : null;
    const told = content.exec(line);
    const failed = failure.exec(line);
    if (begun !== null) {
      current = aLogCall(begun[2] ?? '', begun[3] ?? '', line);
      calls.push(current);
      open.set(begun[1] ?? '', current);
      into = 'request';
    } else if (answered !== null) {
      current = open.get(answered[1] ?? '');
      if (current !== undefined) current.status = Number(answered[2]);
      into = 'response';
    } else if (told !== null) {
      current = open.get(told[1] ?? '');
      if (current !== undefined) current.body += told[2] ?? '';
      into = 'content';
    } else if (failed !== null) {
      current = open.get(failed[1] ?? '');
      if (current !== undefined) current.failure = failed[2] ?? '';
      into = 'none';
      rest.push(line);
    } else if (event.test(line) || line.trim() === '') {
      // A body may hold empty lines; a head may not.
      if (line.trim() !== '' || into !== 'content') into = 'none';
      rest.push(line);
    } else if (!take(current, into, line)) rest.push(line);
  }
  return finished(calls, rest);
}

function take(call: LogCall | undefined, into: 'request' | 'response' | 'content' | 'none', line: string): boolean {
  if (call === undefined || into === 'none') return false;
  if (into === 'content') {
    call.body += `\n${line}`;
    return true;
  }
  const header = headerOfLine(line);
  if (header === undefined) return /^\s*client assembly/i.test(line);
  (into === 'request' ? call.requestHeaders : call.responseHeaders).push(header);
  return true;
}
