import { didYouMean } from '../language/closestWord.ts';
import type { ProblemCode } from '../language/problem.ts';
import { authVariable } from './environment/environment.ts';
import { formatDate } from './formatDate.ts';
import { moveTime } from './timeOffset.ts';
import type { VariableSources } from './variableSources.ts';

export type DynamicValue =
  | { readonly kind: 'value'; readonly text: string; readonly secret: boolean }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly message: string };

/** What a dynamic variable may ask for. `variable` gives another variable's value, for `$processEnv %name`. */
export interface DynamicDoors extends Pick<VariableSources, 'now' | 'uuid' | 'random' | 'localOffset' | 'processEnv' | 'dotenv'> {
  variable(name: string): Promise<string | undefined>;
}

export const dynamicNames = ['guid', 'uuid', 'random.uuid', 'timestamp', 'datetime', 'localDatetime', 'randomInt', 'processEnv', 'dotenv'];

const secretName = /secret|token|passw|pwd|key|credential/i;

/** `$auth.token("id")` of JetBrains, spelled as the environment has it; undefined for every other dynamic variable. */
export function authName(name: string): string | undefined {
  const id = /^auth\.token\(\s*["']([^"']+)["']\s*\)$/i.exec(name)?.[1];
  return id === undefined ? undefined : authVariable(id);
}

/** Why a dynamic variable cannot have a value whatever the doors give; undefined where it can. Asks no door. */
export function dynamicProblem(name: string, args: readonly string[]): string | undefined {
  switch (canonicalName(name)) {
    case 'guid':
      return args.length > 0 ? `"$${name}" takes nothing behind it.` : undefined;
    case 'timestamp':
      return offsetProblem(name, args);
    case 'datetime':
    case 'localDatetime':
      return offsetProblem(name, args.slice(isOffset(args) ? 0 : 1));
    case 'randomInt':
      return rangeProblem(args);
    case 'processEnv':
    case 'dotenv':
      return args.length === 1 ? undefined : `Write the variable's name: "{{$${name} NAME}}".`;
    case 'authToken':
      return `No environment in use has "Security.Auth" for "$${name.slice(0, 60)}". Requests to a vault get their token by themselves: delete the Authorization header, or choose the environment.`;
    case 'aadToken':
      return 'Requests get their token by themselves here. Delete the Authorization header; "# @flow rest" with "# @resource" asks for the token first.';
    case undefined: {
      const names = dynamicNames.map(known => `$${known}`);
      return `"$${name.slice(0, 60)}" is no dynamic variable. Use one of ${names.join(', ')}.${didYouMean(`$${name}`, names)}`;
    }
  }
}

/** The value of a dynamic variable. */
export async function dynamicValue(name: string, args: readonly string[], doors: DynamicDoors): Promise<DynamicValue> {
  const message = dynamicProblem(name, args);
  if (message !== undefined) return { kind: 'problem', code: 'dynamic-variable', message };
  const plain = (text: string): DynamicValue => ({ kind: 'value', text, secret: false });
  switch (canonicalName(name)) {
    case 'timestamp': {
      const at = moved(doors.now(), args);
      // Seconds, because `exp` and `nbf` of a token are.
      return at === undefined ? outOfRange(name) : plain(String(Math.floor(at / 1000)));
    }
    case 'datetime':
    case 'localDatetime':
      return dateValue(name, args, doors);
    case 'randomInt':
      return plain(String(doors.random(Number(args[0] ?? 0), Number(args[1] ?? 1000))));
    case 'processEnv':
      return environmentValue(name, args[0] ?? '', doors);
    case 'dotenv':
      return environmentValue(name, args[0] ?? '', doors);
    default:
      return plain(doors.uuid());
  }
}

/** Whether the value is made at each send: an id, a number or a time, and nothing that somebody has written. */
export function isGenerated(name: string): boolean {
  return ['guid', 'timestamp', 'datetime', 'localDatetime', 'randomInt'].includes(canonicalName(name) ?? '');
}

type Canonical = 'guid' | 'timestamp' | 'datetime' | 'localDatetime' | 'randomInt' | 'processEnv' | 'dotenv' | 'aadToken' | 'authToken';

function canonicalName(name: string): Canonical | undefined {
  switch (name.toLowerCase()) {
    case 'guid':
    case 'uuid':
    case 'random.uuid':
      return 'guid';
    case 'timestamp':
      return 'timestamp';
    case 'datetime':
      return 'datetime';
    case 'localdatetime':
      return 'localDatetime';
    case 'randomint':
      return 'randomInt';
    case 'processenv':
      return 'processEnv';
    case 'dotenv':
      return 'dotenv';
    case 'aadtoken':
    case 'aadv2token':
      return 'aadToken';
    default:
      return name.toLowerCase().startsWith('auth.token') ? 'authToken' : undefined;
  }
}

function isOffset(args: readonly string[]): boolean {
  return args.length === 2 && /^[+-]?\d+$/.test(args[0] ?? '');
}

function offsetProblem(name: string, args: readonly string[]): string | undefined {
  if (args.length === 0 || moveTime(0, args[0] ?? '', args[1] ?? '') !== undefined) return args.length > 2 ? tooMuch(name) : undefined;
  return tooMuch(name);
}

function tooMuch(name: string): string {
  return `An offset is a number and a unit, one of y Q M w d h m s ms: "{{$${name} -1 d}}".`;
}

function rangeProblem(args: readonly string[]): string | undefined {
  if (args.length === 0) return undefined;
  const [min, max] = args.map(Number);
  const fits = args.length === 2 && Number.isSafeInteger(min) && Number.isSafeInteger(max) && (min ?? 0) < (max ?? 0);
  return fits ? undefined : 'Write two whole numbers, the smaller first: "{{$randomInt 1 100}}". The second is never reached.';
}

function moved(now: number, offset: readonly string[]): number | undefined {
  return offset.length === 0 ? now : moveTime(now, offset[0] ?? '', offset[1] ?? '');
}

function outOfRange(name: string): DynamicValue {
  return {
    kind: 'problem',
    code: 'dynamic-variable',
    message: `The offset of "$${name}" leads to a time that no calendar has. Make it smaller.`,
  };
}

function dateValue(name: string, args: readonly string[], doors: DynamicDoors): DynamicValue {
  const format = isOffset(args) ? 'iso8601' : (args[0] ?? 'iso8601');
  const at = moved(doors.now(), isOffset(args) ? args : args.slice(1));
  if (at === undefined) return outOfRange(name);
  const local = canonicalName(name) === 'localDatetime';
  return { kind: 'value', text: formatDate(at, format, local ? doors.localOffset(at) : null), secret: false };
}

async function environmentValue(kind: string, written: string, doors: DynamicDoors): Promise<DynamicValue> {
  const name = written.startsWith('%') ? ((await doors.variable(written.slice(1))) ?? '') : written;
  const isProcess = canonicalName(kind) === 'processEnv';
  const text = name === '' ? undefined : isProcess ? await doors.processEnv(name) : await doors.dotenv(name);
  if (text !== undefined) return { kind: 'value', text, secret: secretName.test(name) };
  const message = isProcess
    ? `The environment variable "${name.slice(0, 60)}" is not set, or not permitted. The editor reads the environment when it starts: set the variable and start the editor again.`
    : `No .env file that may be read here sets "${name.slice(0, 60)}". Add it to a .env file beside this file or above it in the workspace.`;
  return { kind: 'problem', code: 'environment-variable', message };
}
