import { asFields, asText, type Fields } from '../jsonFields.ts';
import { aLogCall, finished, headerOfLine, type LogCall, type LogReading } from './logCalls.ts';

const structured = /\{"(?:az\.sdk\.message|event\.name|method|http\.request\.method|statusCode)".*\}\s*$/;
const arrow = /(?:-->|==>) ([A-Z]{1,20}) (https?:\/\/\S+)/;
const answer = /<-- (\d{3}) (https?:\/\/\S+)/;
const known: ReadonlySet<string> = new Set([
  'az.sdk.message',
  'event.name',
  'method',
  'url',
  'redactedUrl',
  'tryCount',
  'statusCode',
  'durationMs',
  'contentLength',
  'body',
]);

/** Java: azure-core's HTTP log, structured (one JSON object a line) or in the older form with arrows. */
export const isJavaLog = (text: string): boolean =>
  /"az\.sdk\.message"\s*:\s*"HTTP re|"event\.name"\s*:\s*"http\.re/.test(text) || (arrow.test(text) && answer.test(text));

export function readJavaLog(lines: readonly string[]): LogReading {
  const calls: LogCall[] = [];
  const rest: string[] = [];
  let reading: { readonly call: LogCall; readonly isAnswer: boolean } | undefined;
  for (const line of lines) {
    const object = objectOf(line);
    const sent = arrow.exec(line);
    const got = answer.exec(line);
    if (object !== undefined && takeObject(object, line, calls)) reading = undefined;
    else if (/(?:-->|<--) END/.test(line)) reading = undefined;
    else if (sent !== null) {
      reading = { call: aLogCall(sent[1] ?? '', sent[2] ?? '', line), isAnswer: false };
      calls.push(reading.call);
    } else if (got !== null) {
      const call = openCall(calls, got[2] ?? '');
      if (call !== undefined) call.status = Number(got[1]);
      reading = call === undefined ? undefined : { call, isAnswer: true };
    } else if (reading === undefined || !takeLine(reading, line)) rest.push(line);
  }
  return finished(calls, rest);
}

function objectOf(line: string): Fields | undefined {
  const at = line.indexOf('{"');
  if (at < 0 || !structured.test(line)) return undefined;
  try {
    return asFields(JSON.parse(line.slice(at)));
  } catch {
    // A line that was cut off: it counts as words.
    return undefined;
  }
}

function takeObject(fields: Fields, line: string, calls: LogCall[]): boolean {
  const url = asText(fields['url']) ?? asText(fields['redactedUrl']) ?? asText(fields['url.full']);
  const method = asText(fields['method']) ?? asText(fields['http.request.method']);
  const status = fields['statusCode'] ?? fields['http.response.status_code'];
  if (url === undefined) return false;
  const headers = Object.entries(fields).flatMap(([name, value]) =>
    known.has(name) || typeof value !== 'string' || name.includes('.') ? [] : [[name, value] as const],
  );
  if (status === undefined) {
    if (method === undefined) return false;
    const call = aLogCall(method, url, line);
    call.requestHeaders.push(...headers);
    calls.push(call);
    return true;
  }
  const call = openCall(calls, url);
  if (call === undefined) return false;
  call.status = Number(status);
  call.responseHeaders.push(...headers);
  call.body = asText(fields['body']) ?? '';
  return true;
}

/** Answers name no request: the oldest that waits for this URL is meant. */
const openCall = (calls: readonly LogCall[], url: string): LogCall | undefined =>
  calls.find(call => call.status === null && call.url === url) ?? calls.findLast(call => call.status === null);

function takeLine({ call, isAnswer }: { readonly call: LogCall; readonly isAnswer: boolean }, line: string): boolean {
  if (isAnswer && /^\s*(?:Response body:|\{)/.test(line)) {
    call.body += line.replace(/^\s*Response body:\s*/, '');
    return true;
  }
  const header = headerOfLine(line);
  if (header === undefined) return line.trim() === '' || /^\s*\(/.test(line);
  (isAnswer ? call.responseHeaders : call.requestHeaders).push(header);
  return true;
}
