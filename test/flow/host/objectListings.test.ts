import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ControlledVault } from '../../../src/core/model/embeddedVault.ts';
import { embeddedVaultName } from '../../../src/core/run/embeddedSetup.ts';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { ObjectListings } from '../../../src/host/objects/objectListings.ts';
import { objectRequest } from '../../../src/host/objects/requestText.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import { noDoors, send, settingsFor } from '../engine/sendForTest.ts';

let vault: ControlledVault;
let engine: Engine;

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
  engine = createEngine(noDoors, '0.0.0');
  engine.configure(settingsFor(vault.info));
});
afterAll(async () => {
  await engine.dispose();
  await vault.stop();
});

const sample = () => ({ name: embeddedVaultName, url: vault.info.vaultUrl });
const secrets = { vault: embeddedVaultName, objects: 'secrets', deleted: false } as const;

/** Lists that are read through the engine; `sent` has the statuses of each page's calls. */
function setUp() {
  const sent: (number | null)[][] = [];
  const listings = new ObjectListings({
    vault: name => (name === embeddedVaultName ? sample() : undefined),
    send: async (_, __, text) => {
      const { run } = await send(engine, text);
      sent.push(exchangesOf(run.trace).map(({ outcome }) => (outcome.kind === 'response' ? outcome.response.status : null)));
      return run;
    },
  });
  return { listings, sent };
}

async function put(name: string): Promise<void> {
  const text = `# @vault sample\nPUT /secrets/${name}?api-version=7.6\nContent-Type: application/json\n\n{"value":"canary-value-${name}"}\n`;
  const { run } = await send(engine, text);
  expect(run.verdict, run.headline).toBe('expected');
}

test('the first page asks as an SDK does, later ones with what is cached; all objects come, and no value', async () => {
  for (let index = 0; index < 30; index++) await put(`many-${index}`);
  await engine.clearCaches({ vault: null, challenges: true, tokens: true });
  const { listings, sent } = setUp();
  let listing = await listings.open(secrets);
  expect(listing.next).not.toBeNull();
  while (listing.next !== null) listing = await listings.more(secrets);
  expect(sent[0]).toEqual([401, 200, 200]);
  for (const statuses of sent.slice(1)) expect(statuses).toEqual([200]);
  const names = listing.objects.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...vault.info.objects.secrets, 'many-0', 'many-29']));
  expect(new Set(names).size).toBe(names.length);
  expect(listing.unreadable).toBe(0);
  expect(JSON.stringify(listing)).not.toContain('canary-value');
});

test('what is deleted leaves its list and stands among the soft-deleted, with its dates', async () => {
  await put('to-delete');
  const { run } = await send(engine, '# @vault sample\nDELETE /secrets/to-delete?api-version=7.6\n');
  expect(run.verdict, run.headline).toBe('expected');
  // As the service, the vault takes a while for it.
  await vault.control.moveClock(30);
  const { listings } = setUp();
  const deleted = await listings.open({ ...secrets, deleted: true });
  const found = deleted.objects.find(({ name }) => name === 'to-delete');
  expect(found?.deleted?.purgedAt ?? 0).toBeGreaterThan(found?.deleted?.at ?? Number.POSITIVE_INFINITY);
});

test.each(['secrets', 'keys', 'certificates'] as const)('a request for each of the %s can be sent', async objects => {
  const { listings } = setUp();
  const list = { ...secrets, objects };
  const [first] = (await listings.open(list)).objects;
  expect(first).toBeDefined();
  const { run } = await send(engine, objectRequest({ ...list, name: first?.name ?? '' }, sample()));
  expect(run.headline).toMatch(/^200/);
});

test('a refused list is a failure whose run tells why', async () => {
  vault.setScenario('no-role');
  const { listings } = setUp();
  const listing = await listings.open(secrets);
  vault.setScenario('normal');
  expect(listing.failure?.text).toMatch(/^403/);
  expect((await listings.more(secrets)).objects.length).toBeGreaterThan(0);
});
