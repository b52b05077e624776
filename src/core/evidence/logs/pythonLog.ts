import { hostOfUrl } from '../../token/hostOfUrl.ts';
import { aLogCall, finished, headerOfLine, type LogCall, type LogReading } from './logCalls.ts';

const url = /\bRequest URL: '(https?:\/\/[^']+)'/;
const method = /\bRequest method: '([A-Z]+)'/;
const status = /\bResponse status: (\d{3})/;
/** What stands before each line: a logger's name (`az --debug`, the basic format of `logging`), with or without a time. */
const prefix = /^(?:.{0,60}?\b(?:cli\.azure\.cli\.core\.sdk\.policies|azure\.core\.pipeline\.policies[\w.]*)\s*(?::|- \w+ -)\s?)/;
/** MSAL calls without azure-core: only the connection pool tells of it. */
const pool = /(https?:\/\/[^\s"]{1,200}?)(?::443)? "([A-Z]{1,20}) (\S{1,4000}) HTTP\/[\d.]+" (\d{3})/;

/** Python: azure-core's HTTP logging, and `az … --debug`, which prefixes every line. */
export const isPythonLog = (text: string): boolean => url.test(text) || (/urllib3\.connectionpool/.test(text) && pool.test(text));

type Part = 'none' | 'request-headers' | 'response-headers' | 'request-body' | 'body';

export function readPythonLog(lines: readonly string[]): LogReading {
  const calls: LogCall[] = [];
  const rest: string[] = [];
  let part: Part = 'none';
  for (const whole of lines) {
    const line = whole.replace(prefix, '');
    const current = calls.at(-1);
    const started = url.exec(whole)?.[1];
    const pooled = pool.exec(whole);
    const next = sectionOf(line);
    if (started !== undefined) {
      calls.push(aLogCall('GET', started, whole));
      part = 'none';
    } else if (pooled !== null) {
      if (!takePooled(calls, pooled, whole)) rest.push(whole);
    } else if (method.test(line)) {
      if (current !== undefined) current.method = method.exec(line)?.[1] ?? 'GET';
    } else if (status.test(line)) {
      if (current !== undefined) current.status = Number(status.exec(line)?.[1]);
      part = 'none';
    } else if (next !== undefined) part = next;
    else if (current === undefined || !takeLine(current, part, line, line !== whole)) {
      part = line === whole ? 'none' : part;
      rest.push(whole);
    }
  }
  return finished(calls, rest);
}

function sectionOf(line: string): Part | undefined {
  if (/^\s*Request headers:/.test(line)) return 'request-headers';
  if (/^\s*Response headers:/.test(line)) return 'response-headers';
  if (/^\s*(?:Request body:|No body was attached|A body is sent|This request has no body)/.test(line)) return 'request-body';
  return /^\s*Response content:/.test(line) ? 'body' : undefined;
}

/** The pool's line of a call that azure-core tells of itself says nothing new; any other is a call of its own. */
function takePooled(calls: LogCall[], match: RegExpExecArray, line: string): boolean {
  const [, origin = '', verb = 'GET', path = '', code = ''] = match;
  const open = calls.at(-1);
  if (open !== undefined && open.status === null && hostOfUrl(open.url) === hostOfUrl(origin)) return true;
  const call = aLogCall(verb, `${origin}${path}`, line);
  call.status = Number(code);
  calls.push(call);
  return true;
}

function takeLine(call: LogCall, part: Part, line: string, isPrefixed: boolean): boolean {
  if (part === 'none') return false;
  if (part === 'request-body') return isPrefixed || line.trim() === '';
  if (part === 'body') {
    if (!isPrefixed && !/^\s*["{}\]]/.test(line)) return false;
    call.body += `${line}\n`;
    return true;
  }
  const header = /^\s*'/.test(line) ? headerOfLine(line) : undefined;
  if (header === undefined) return false;
  (part === 'request-headers' ? call.requestHeaders : call.responseHeaders).push(header);
  return true;
}
