import {
  type Environment,
  type EnvironmentFile,
  type EnvironmentProblem,
  environmentFileNames,
  type FetchedValue,
  sharedEnvironment,
  type VariableOrigin,
} from './environment.ts';
import { parseJsonc } from './parseJsonc.ts';
import { isFields, type ReadValues, readEnvironmentValue } from './readEnvironmentValue.ts';

/** All environments of a set of files. */
export interface Environments {
  /** Without `$shared`, in the order in which they were found. */
  readonly names: readonly string[];
  readonly problems: readonly EnvironmentProblem[];
  /** The variables of an environment; null, or a name that no file has, for `$shared` alone. */
  select(name: string | null): Environment;
}

const settingName = 'rest-client.environmentVariables';

interface Layer {
  readonly path: string;
  readonly environment: string;
  readonly values: ReadValues;
}

/**
 * Reads environment files of Visual Studio and JetBrains and REST Client's setting `rest-client.environmentVariables`. What wins:
 * the named environment over `$shared`; then `.user` over private over public files over settings; then the nearer file.
 */
export function readEnvironments(files: readonly EnvironmentFile[]): Environments {
  const problems: EnvironmentProblem[] = [];
  const ranked = files.toSorted((a, b) => rankOf(a.path) - rankOf(b.path));
  const layers = ranked.flatMap(file => layersOf(file, problems));
  const named = layers.map(({ environment }) => environment).filter(name => name !== sharedEnvironment);
  return {
    names: [...new Set(named)],
    problems,
    select(name) {
      const shared = layers.filter(({ environment }) => environment === sharedEnvironment);
      const own = name === null ? [] : layers.filter(({ environment }) => environment === name && name !== sharedEnvironment);
      return merge(name, shared, own);
    },
  };
}

function rankOf(path: string): number {
  const normal = path.replaceAll('\\', '/');
  return environmentFileNames.findIndex(name => normal === name || normal.endsWith(`/${name}`));
}

function layersOf({ path, text }: EnvironmentFile, problems: EnvironmentProblem[]): readonly Layer[] {
  const json = parseJsonc(text);
  if (json === undefined && text.trim() !== '') problems.push({ path, message: 'This file is no JSON. Its environments are not read.' });
  if (!isFields(json)) return [];
  const isSettings = rankOf(path) === 0 || Object.hasOwn(json, settingName);
  const environments = isSettings ? json[settingName] : json;
  if (!isFields(environments)) return [];
  return Object.entries(environments).flatMap(([environment, value]) => {
    if (!isFields(value)) return [];
    const values = readEnvironmentValue(value);
    for (const message of values.messages) problems.push({ path, message: `${environment}: ${message}` });
    return [{ path, environment, values }];
  });
}

function merge(name: string | null, shared: readonly Layer[], own: readonly Layer[]): Environment {
  const variables = new Map<string, string>();
  const fetched = new Map<string, FetchedValue>();
  const origins = new Map<string, VariableOrigin>();
  for (const { path, environment, values } of [...shared, ...own]) {
    const note = (variable: string) => {
      const before = origins.get(variable);
      const shadows = before === undefined ? [] : [{ path: before.path, environment: before.environment }, ...before.shadows];
      origins.set(variable, { path, environment, shadows });
    };
    for (const [variable, value] of Object.entries(values.variables)) {
      fetched.delete(variable);
      variables.set(variable, value);
      note(variable);
    }
    for (const [variable, value] of Object.entries(values.fetched)) {
      variables.delete(variable);
      fetched.set(variable, value);
      note(variable);
    }
  }
  const sharedValues = new Map(shared.flatMap(({ values }) => Object.entries(values.variables)));
  const filled = [...variables].map(([variable, value]) => [variable, withShared(value, sharedValues)] as const);
  return {
    name,
    variables: Object.fromEntries(filled),
    fetched: Object.fromEntries(fetched),
    origins: Object.fromEntries(origins),
  };
}

/** REST Client: `{{$shared name}}` in a value is the value of that name in `$shared`. */
function withShared(value: string, shared: ReadonlyMap<string, string>): string {
  return value.replace(/\{\{\s*\$shared\s+([^{}\s]+)\s*\}\}/g, (whole, name: string) => shared.get(name) ?? whole);
}
