import { aLogCall, finished, headerOfLine, type LogCall, type LogReading } from './logCalls.ts';

const outgoing = /==> OUTGOING REQUEST \(Try=/;
const received = /==> REQUEST\/RESPONSE \(Try=/;
const failed = /-- REQUEST ERROR/;
const first = /^\s+([A-Z]{1,20}) (https?:\/\/\S+)/;
const status = /^\s*RESPONSE Status: (\d{3})/;
/** A record begins at the left; its lines stand to the right. */
const record = /^\S/;

/** Go: `azlog` with the events Request and Response. The answer's record repeats the request. */
export const isGoLog = (text: string): boolean => outgoing.test(text) || received.test(text);

export function readGoLog(lines: readonly string[]): LogReading {
  const calls: LogCall[] = [];
  const rest: string[] = [];
  let mode: 'none' | 'sent' | 'answer' = 'none';
  let broke = false;
  let current: LogCall | undefined;
  let isAnswered = false;
  for (const line of lines) {
    if (outgoing.test(line) || received.test(line)) {
      mode = outgoing.test(line) ? 'sent' : 'answer';
      broke = failed.test(line);
      current = undefined;
      isAnswered = false;
    } else if (mode === 'none' || (record.test(line) && !/^(?:RESPONSE Status|-{20,})/.test(line) && !isAnswered)) {
      mode = record.test(line) ? 'none' : mode;
      rest.push(line);
    } else if (current === undefined) {
      current = startOf(line, mode, calls);
      if (current === undefined) rest.push(line);
    } else {
      isAnswered ||= status.test(line);
      takeLine(current, line, mode, isAnswered, broke);
      if (broke) rest.push(line);
      if (isAnswered && record.test(line) && !status.test(line) && !/^[{"<-]/.test(line)) {
        mode = 'none';
        rest.push(line);
      }
    }
  }
  return finished(calls, rest);
}

function startOf(line: string, mode: 'sent' | 'answer', calls: LogCall[]): LogCall | undefined {
  const match = first.exec(line);
  if (match === null) return undefined;
  const known = mode === 'answer' ? calls.find(call => call.status === null && call.failure === null && call.url === match[2]) : undefined;
  const call = known ?? aLogCall(match[1] ?? '', match[2] ?? '');
  if (known === undefined) calls.push(call);
  else known.requestHeaders.splice(0);
  return call;
}

function takeLine(call: LogCall, line: string, mode: 'sent' | 'answer', isAnswered: boolean, broke: boolean): void {
  const code = status.exec(line)?.[1];
  if (code !== undefined) {
    call.status = Number(code);
    return;
  }
  if (broke && /(?:dial|lookup|tls|refused|reset|timeout)/i.test(line)) call.failure = line.trim();
  if (isAnswered && /^\s*[{"<]/.test(line)) call.body += line.trim();
  const header = /^\s+[\w-]+: /.test(line) ? headerOfLine(line) : undefined;
  if (header === undefined) return;
  if (isAnswered) call.responseHeaders.push(header);
  else if (mode === 'sent' || !call.requestHeaders.some(([name]) => name === header[0])) call.requestHeaders.push(header);
}
