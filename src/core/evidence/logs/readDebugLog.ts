import { isDotnetLog, readDotnetLog } from './dotnetLog.ts';
import { isGoLog, readGoLog } from './goLog.ts';
import { isJavaLog, readJavaLog } from './javaLog.ts';
import { isJsLog, readJsLog } from './jsLog.ts';
import type { LogReading } from './logCalls.ts';
import { isPythonLog, readPythonLog } from './pythonLog.ts';

/** Longer logs are read up to here: what decides stands near its calls. */
const longestLog = 8 * 1024 * 1024;
const longestLine = 64 * 1024;

const readers: readonly (readonly [is: (text: string) => boolean, read: (lines: readonly string[]) => LogReading])[] = [
  [isDotnetLog, readDotnetLog],
  [isJavaLog, readJavaLog],
  [isJsLog, readJsLog],
  [isGoLog, readGoLog],
  [isPythonLog, readPythonLog],
];

/** The calls of an SDK's debug log, or undefined for a text that is none. Colours of a terminal are taken off first. */
export function readDebugLog(text: string): LogReading | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this looks for
  const plain = text.slice(0, longestLog).replace(/\u001b\[[0-9;]{0,16}m/g, '');
  const read = readers.find(([is]) => is(plain))?.[1];
  if (read === undefined) return undefined;
  const reading = read(plain.split(/\r?\n/).map(line => line.slice(0, longestLine)));
  return reading.calls.length === 0 ? undefined : reading;
}
