import type { HeaderPair } from '../../model/headers.ts';
import { asFields, asText, type Fields } from '../jsonFields.ts';
import { aLogCall, finished, type LogCall, type LogReading } from './logCalls.ts';

const request = /azure:[\w-]+:\w+ (?:\S+ )?Request: (\{.*)$/;
const status = /azure:[\w-]+:\w+ (?:\S+ )?Response status code: (\d{3})/;
const headers = /azure:[\w-]+:\w+ (?:\S+ )?Headers: (\{.*)$/;
const longestObject = 400;

/** JavaScript: `@azure/logger` with the log policy of core-rest-pipeline. Answers name no request; they come in the order of the requests. */
export const isJsLog = (text: string): boolean => request.test(text) || /azure:[\w-]+:\w+ .{0,40}Request: \{/.test(text);

export function readJsLog(lines: readonly string[]): LogReading {
  const calls: LogCall[] = [];
  const rest: string[] = [];
  let answered: LogCall | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const begun = request.exec(line);
    const code = status.exec(line);
    const told = headers.exec(line);
    if (begun !== null || told !== null) {
      const { fields, next } = objectFrom(lines, i, (begun ?? told)?.[1] ?? '');
      i = next;
      if (fields === undefined) continue;
      if (begun !== null) calls.push(callOf(fields, line));
      else answered?.responseHeaders.push(...pairsOf(fields));
    } else if (code !== null) {
      answered = calls.find(call => call.status === null);
      if (answered !== undefined) answered.status = Number(code[1]);
    } else rest.push(line);
  }
  return finished(calls, rest);
}

function callOf(fields: Fields, line: string): LogCall {
  const call = aLogCall(asText(fields['method']) ?? '', asText(fields['url']) ?? '', line);
  call.requestHeaders.push(...pairsOf(asFields(fields['headers']) ?? {}));
  return call;
}

const pairsOf = (fields: Fields): readonly HeaderPair[] =>
  Object.entries(fields).flatMap(([name, value]): readonly HeaderPair[] => (typeof value === 'string' ? [[name, value]] : []));

/** The JSON that begins on this line and ends where its last brace stands at the left. */
function objectFrom(lines: readonly string[], at: number, first: string): { readonly fields: Fields | undefined; readonly next: number } {
  let text = first;
  for (let i = at; i < Math.min(lines.length, at + longestObject); i++) {
    if (i > at) text += `\n${lines[i]}`;
    const ends = i === at ? /\}\s*$/.test(first) : /^\s{0,2}\}\s*$/.test(lines[i] ?? '');
    if (!ends) continue;
    try {
      return { fields: asFields(JSON.parse(text)), next: i };
    } catch {
      // Not yet the end: a brace of an inner object.
    }
  }
  return { fields: undefined, next: at };
}
