import { expect, test } from 'vitest';
import { english } from '../../../src/core/model/translate.ts';
import { EngineHolder, type WarmEngine } from '../../../src/host/engineHolder.ts';
import { RunStore } from '../../../src/host/send/runStore.ts';
import { engineSettings } from '../../../src/host/settings/engineSettings.ts';
import { readSettings } from '../../../src/host/settings/readSettings.ts';
import { gatherVaultFacts } from '../../../src/host/vaults/gatherVaultFacts.ts';
import type { Engine } from '../../../src/protocol/engine.ts';

const user = readSettings(() => undefined, english);
const settings = (trusted: boolean) => engineSettings(user, { trusted, proxy: null, systemCertificates: true, embedded: null });

function setUp() {
  const log: string[] = [];
  let trusted = false;
  const engine = {
    configure: given => log.push(`configure ${given.trusted}`),
    dispose: async () => void log.push('dispose'),
  } as Partial<WarmEngine> as WarmEngine;
  const create = () => {
    log.push('create');
    return engine;
  };
  return { log, trust: () => (trusted = true), holder: new EngineHolder(create, () => settings(trusted)) };
}

test('the engine is made and told its settings at the first need, once', () => {
  const { log, holder } = setUp();
  holder.reconfigure();
  expect(holder.existing).toBeUndefined();
  expect(log).toEqual([]);
  expect(holder.get()).toBe(holder.get());
  expect(log).toEqual(['create', 'configure false']);
});

test('the engine hears of changes, and is ended once', async () => {
  const { log, trust, holder } = setUp();
  holder.get();
  trust();
  holder.reconfigure();
  await holder.dispose();
  await holder.dispose();
  holder.reconfigure();
  expect(log).toEqual(['create', 'configure false', 'configure true', 'dispose']);
});

const sources = { runs: new RunStore(), settings: () => user, embedded: () => 'stopped' as const, now: () => 5_999 };

test('the vaults view does not start an engine', async () => {
  expect(await gatherVaultFacts({ ...sources, engine: () => undefined })).toMatchObject({ facts: [], engineFault: null, now: 5 });
});

test('an engine that fails becomes a line of the vaults view', async () => {
  const engine = { vaultFacts: () => Promise.reject(new Error('it hangs')) } as unknown as Engine;
  expect(await gatherVaultFacts({ ...sources, engine: () => engine })).toMatchObject({ facts: [], engineFault: 'it hangs' });
});
