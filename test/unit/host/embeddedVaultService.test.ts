import { expect, test } from 'vitest';
import type { EmbeddedVault } from '../../../src/core/model/embeddedVault.ts';
import { EmbeddedVaultService } from '../../../src/host/embedded/embeddedVaultService.ts';
import { anEmbeddedVaultInfo } from '../builders/anEmbeddedVaultInfo.ts';

function setUp(outcomes: readonly ('ok' | 'fails')[] = ['ok']) {
  const states: string[] = [];
  const begun: (() => void)[] = [];
  let stopped = 0;
  const service: EmbeddedVaultService = new EmbeddedVaultService(
    () =>
      new Promise<EmbeddedVault>((resolve, reject) => {
        const outcome = outcomes[begun.length] ?? 'ok';
        begun.push(() => {
          if (outcome === 'fails') return reject(new Error('no port'));
          resolve({ info: anEmbeddedVaultInfo(), setScenario: () => {}, stop: async () => void stopped++ });
        });
      }),
    state => states.push(`${state} ${service.info === null ? 'without' : 'with'} info`),
  );
  return { service, states, begun, stopped: () => stopped };
}

test('starts once for callers that come at the same time, and tells each state', async () => {
  const { service, states, begun } = setUp();
  const both = Promise.all([service.start(), service.start()]);
  expect(service.state).toBe('starting');
  begun[0]?.();
  expect(await both).toEqual([anEmbeddedVaultInfo(), anEmbeddedVaultInfo()]);
  await service.start();
  expect(begun).toHaveLength(1);
  expect(states).toEqual(['starting without info', 'running with info']);
});

test('a failed start goes back to stopped and can be tried again', async () => {
  const { service, states, begun } = setUp(['fails', 'ok']);
  const first = service.start();
  begun[0]?.();
  await expect(first).rejects.toThrow('no port');
  expect(service.state).toBe('stopped');
  const second = service.start();
  begun[1]?.();
  await second;
  expect(states).toEqual(['starting without info', 'stopped without info', 'starting without info', 'running with info']);
});

test('stop closes it, tells so first, and does nothing where nothing runs', async () => {
  const { service, begun, states, stopped } = setUp();
  await service.stop();
  const start = service.start();
  begun[0]?.();
  await start;
  await service.stop();
  await service.stop();
  expect(stopped()).toBe(1);
  expect(service.info).toBeNull();
  expect(states.at(-1)).toBe('stopped without info');
});

test('a stop while it starts waits for the start and then closes it', async () => {
  const { service, begun, stopped } = setUp();
  void service.start();
  const stop = service.stop();
  begun[0]?.();
  await stop;
  expect(stopped()).toBe(1);
  expect(service.state).toBe('stopped');
});
