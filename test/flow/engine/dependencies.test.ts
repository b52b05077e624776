import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EmbeddedVault } from '../../../src/core/model/embeddedVault.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import { noDoors, send, settingsFor } from './sendForTest.ts';

let vault: EmbeddedVault;
let engine: Engine;

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
});
afterAll(() => vault.stop());
beforeEach(async () => {
  engine = createEngine(noDoors, '0.0.0');
  engine.configure(settingsFor(vault.info));
  return () => engine.dispose();
});

const path = (): string => `/secrets/${vault.info.objects.secrets[0] ?? ''}?api-version=7.6`;

function request(name: string, directives: readonly string[], target = path(), assertions: readonly string[] = []): string {
  return [`### ${name}`, `# @name ${name}`, ...directives.map(line => `# @${line}`), `GET ${target}`, ...assertions, ''].join('\n');
}

/** Names of the requests that were sent first, a failed one with `!`. */
function sentFirst(run: Run): readonly string[] {
  return run.trace.entries.flatMap(entry =>
    entry.kind === 'note' && entry.note.kind === 'dependency-sent' ? [`${entry.note.ok ? '' : '!'}${entry.note.name}`] : [],
  );
}

function statuses(run: Run): readonly number[] {
  return run.trace.entries.flatMap(entry =>
    entry.kind === 'exchange' && entry.exchange.outcome.kind === 'response' ? [entry.exchange.outcome.response.status] : [],
  );
}

const sendNamed = (text: string, name: string) => send(engine, text, { selector: { kind: 'name', name } });

test('a request that others need is sent first, as a run of its own', async () => {
  const text = request('first', []) + request('second', ['ref first', 'token cached']);
  const { run, events } = await sendNamed(text, 'second');
  expect([sentFirst(run), statuses(run)]).toEqual([['first'], [200]]);
  expect(events.filter(({ kind }) => kind === 'exchange-started')).toHaveLength(1);
  const note = run.trace.entries.flatMap(entry =>
    entry.kind === 'note' && entry.note.kind === 'dependency-sent' ? [entry.note.run] : [],
  )[0];
  if (note === undefined) throw new Error('no dependency was told of');
  const har: { log: { entries: { response: { status: number } }[] } } = JSON.parse((await engine.exportHar(note, false)) ?? '');
  expect(har.log.entries.map(({ response }) => response.status)).toEqual([401, 200, 200]);
});

test('it is sent once, unless it is forced', async () => {
  const text = request('first', []) + request('second', ['ref first']) + request('third', ['force-ref first']);
  await sendNamed(text, 'second');
  expect(sentFirst((await sendNamed(text, 'second')).run)).toEqual([]);
  expect(sentFirst((await sendNamed(text, 'third')).run)).toEqual(['first']);
});

test('its own dependencies come before it, each once', async () => {
  const text = request('a', ['ref b', 'ref c']) + request('b', ['ref c', 'ref a']) + request('c', []);
  expect(sentFirst((await sendNamed(text, 'a')).run)).toEqual(['c', 'b']);
});

test('its answer fills variables', async () => {
  const text = request('first', []) + request('second', ['ref first'], '{{first.response.body.$.id}}?api-version=7.6');
  const { run } = await sendNamed(text, 'second');
  expect([statuses(run), run.trace.request.url]).toEqual([[200], expect.stringMatching(/\/secrets\/[^/]+\/[0-9a-f]{32}\?/)]);
});

test('one that fails blocks, and is sent again the next time', async () => {
  const failing = request('first', ['credential sample-no-role']);
  const { run } = await sendNamed(failing + request('second', ['ref first']), 'second');
  expect([run.trace.outcome.kind, sentFirst(run), statuses(run)]).toEqual(['blocked', ['!first'], []]);
  expect(run.headline).toContain('"first" has to be sent first');
  expect(sentFirst((await sendNamed(request('first', []) + request('second', ['ref first']), 'second')).run)).toEqual(['first']);
});

test('one that fails as its assertions want is a good one', async () => {
  const text = request('first', ['flow anonymous'], path(), ['?? status == 401']) + request('second', ['ref first']);
  expect(sentFirst((await sendNamed(text, 'second')).run)).toEqual(['first']);
});

test('nothing is sent for a request that cannot go', async () => {
  const text = request('first', []) + request('second', ['ref first'], '/secrets/{{unset}}');
  const { run } = await sendNamed(text, 'second');
  expect([run.trace.outcome.kind, sentFirst(run)]).toEqual(['blocked', []]);
});

test('the value of a secret that a dependency read stays inside', async () => {
  const text = request('first', []) + request('second', ['ref first'], `${path()}&x={{%first.response.body.$.value}}`);
  const { run, events } = await sendNamed(text, 'second');
  const value: string = JSON.parse((await engine.reveal(run.trace.id, 0, 'response-body')) ?? '').value;
  expect(statuses(run)).toEqual([200]);
  expect(JSON.stringify([run, events])).not.toContain(value);
});

test('a secret of a vault fills a variable of the environment, by a run of its own', async () => {
  const secretName = vault.info.objects.secrets[0] ?? '';
  const fetched = { key: { kind: 'vault', vaultName: 'kvhttp--sample', secretName } } as const;
  const text = request('second', [], `${path()}&x={{%key}}&y={{%key}}`);
  const { run, events } = await send(engine, text, { fetched });
  const value: string = JSON.parse((await engine.reveal(run.trace.id, 0, 'response-body')) ?? '').value;
  expect([sentFirst(run), statuses(run)]).toEqual([['key'], [200]]);
  expect(JSON.stringify([run, events])).not.toContain(value);
});

test('a secret that cannot be read blocks, and says why', async () => {
  const fetched = { key: { kind: 'vault', vaultName: 'kvhttp--sample', secretName: 'no-such-secret' } } as const;
  const { run } = await send(engine, request('second', [], `${path()}&x={{key}}`), { fetched });
  expect([run.trace.outcome.kind, sentFirst(run), statuses(run)]).toEqual(['blocked', ['!key'], []]);
  expect(run.headline).toContain('"key" could not be fetched: 404');
});

test('a token of a client of the environment is fetched, and neither it nor the secret leaves the engine', async () => {
  const client = vault.info.clients[0];
  if (client === undefined) throw new Error('the embedded vault has no client');
  const tokenUrl = `${vault.info.authority}/${vault.info.tenantId}/oauth2/v2.0/token`;
  const more = {};
  const { clientId, clientSecret } = client;
  const fetched = {
    '$auth.token("app")': { kind: 'client', tokenUrl, clientId, clientSecret, scope: 'https://vault.azure.net/.default', more },
  } as const;
  const text = `# @flow anonymous\nGET ${path()}\nAuthorization: Bearer {{$auth.token("app")}}\n`;
  const { run, events } = await send(engine, text, { fetched });
  expect([sentFirst(run), statuses(run)]).toEqual([['$auth.token("app")'], [200]]);
  const shown = JSON.stringify([run, events]);
  expect(shown).not.toContain(clientSecret);
  expect(shown).not.toContain((await engine.reveal(run.trace.id, 0, 'request-headers'))?.match(/Bearer (\S+)/)?.[1] ?? 'no token');
});
