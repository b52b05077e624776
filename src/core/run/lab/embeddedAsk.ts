import { type RunId, runId } from '../../model/ids.ts';
import type { RequestSelector } from '../../model/requestSelector.ts';
import { embeddedVaultName } from '../embeddedSetup.ts';

/** What the engine is asked for one request block to the embedded vault, from no document. */
export function embeddedAsk(id: string, text: string, environment: Readonly<Record<string, string>>) {
  const selector: RequestSelector = { kind: 'first' };
  const run: RunId = runId(id);
  return { id: run, document: `kvhttp-embedded:${id}`, text, selector, flow: null, defaultVault: embeddedVaultName, environment };
}
