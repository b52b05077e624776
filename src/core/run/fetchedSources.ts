import type { TraceNote } from '../model/trace.ts';
import type { VaultConfig } from '../model/vault.ts';
import type { ClientValue, FetchedValue, VaultValue } from '../resolve/environment/environment.ts';
import type { FetchOutcome, VariableSources } from '../resolve/variableSources.ts';
import { endedWell } from './endedWell.ts';
import type { RunAsk, RunPorts } from './runPorts.ts';

/** The sources of a run with the variables that a call must fetch; `notes` tells of the calls once they were made. */
export interface FetchedSources {
  readonly sources: VariableSources;
  readonly notes: readonly TraceNote[];
}

/** Fetches a variable of the environment when it is first needed, in a run of its own that goes the way of every other request. */
export function fetchedSources(ask: RunAsk, ports: RunPorts, signal: AbortSignal): FetchedSources {
  const notes: TraceNote[] = [];
  const values = new Map(Object.entries(ask.fetched ?? {}));
  const fetchValue = async (name: string): Promise<FetchOutcome> => {
    const wanted = values.get(name);
    const doors = ports.dependencies;
    if (wanted === undefined || doors === null) return { kind: 'problem', message: `"${name.slice(0, 60)}" has no value here.` };
    const { text, path } = callFor(wanted, ports.settings.vaults);
    const run = await doors.send({ text, selector: { kind: 'first' }, flow: null }, signal);
    const ok = endedWell(run);
    notes.push({ kind: 'dependency-sent', name, run: run.trace.id, text: run.headline, ok });
    const value = ok ? doors.value(run.trace.id, path) : undefined;
    if (value !== undefined) return { kind: 'value', text: value };
    return { kind: 'problem', message: `The value of "${name.slice(0, 60)}" could not be fetched: ${run.headline}. ${remedyFor(wanted)}` };
  };
  return { sources: { ...ports.sources, fetched: new Set(values.keys()), fetchValue }, notes };
}

interface Call {
  /** A request file with one request. */
  readonly text: string;
  /** Where its answer has the value. */
  readonly path: string;
}

function callFor(value: FetchedValue, vaults: readonly VaultConfig[]): Call {
  return value.kind === 'vault' ? secretCall(value, vaults) : tokenCall(value);
}

/** The file names a vault without its cloud: a configured vault of that name says which it is. */
function secretCall({ vaultName, secretName }: VaultValue, vaults: readonly VaultConfig[]): Call {
  const wanted = vaultName.toLowerCase();
  const configured = vaults.find(({ url }) => URL.canParse(url) && new URL(url).hostname.split('.')[0] === wanted);
  const url = configured?.url ?? `https://${wanted}.vault.azure.net`;
  return { text: `# @title Secret of the environment\nGET ${url}/secrets/${secretName}?api-version=7.6\n`, path: 'response.body.$.value' };
}

/** RFC 6749 section 4.4.2. The client's secret goes into the body only: a header would let it go to allowed hosts alone. */
function tokenCall({ tokenUrl, clientId, clientSecret, scope, more }: ClientValue): Call {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...more });
  if (scope !== null) form.set('scope', scope);
  const lines = [
    '# @title Token of the environment',
    '# @flow anonymous',
    `POST ${tokenUrl}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Accept: application/json',
    '',
    form.toString(),
    '',
  ];
  return { text: lines.join('\n'), path: 'response.body.$.access_token' };
}

function remedyFor(value: FetchedValue): string {
  return value.kind === 'vault'
    ? `Read the secret "${value.secretName}" of the vault "${value.vaultName}" by itself to see why.`
    : 'Look at its entry under "Security.Auth" in the environment file.';
}
