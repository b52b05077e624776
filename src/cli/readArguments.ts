import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usageError.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** `util.parseArgs`, strict, with its complaints as `UsageError`. */
export function readArguments<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Splits `NAME=VALUE` of a repeatable option. */
export function pair(option: string, text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  if (equals < 1 || equals === text.length - 1) throw new UsageError(`--${option} wants NAME=VALUE, got '${text}'.`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}
