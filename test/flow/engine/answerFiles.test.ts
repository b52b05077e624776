import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddedVault } from '../../../src/core/model/embeddedVault.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { EngineSettings } from '../../../src/protocol/engine.ts';
import { noDoors, send, settingsFor } from './sendForTest.ts';

let vault: EmbeddedVault;
let folder = '';

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
});
afterAll(() => vault.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kvhttp-flow-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Told {
  readonly files: readonly string[];
  readonly asked: readonly boolean[];
  readonly notes: readonly string[];
}

/** Sends a text whose document lies in the folder; the user consents to secrets or not. */
async function sent(text: string, consents: boolean, settings: Partial<EngineSettings> = {}): Promise<Told> {
  const asked: boolean[] = [];
  const answerFolder = async ({ holdsSecret }: { readonly holdsSecret: boolean }) => {
    asked.push(holdsSecret);
    return holdsSecret && !consents ? undefined : folder;
  };
  const engine = createEngine({ ...noDoors, answerFolder }, '0.0.0');
  engine.configure(settingsFor(vault.info, settings));
  try {
    const { run } = await send(engine, text, { document: pathToFileURL(join(folder, 'a.kvhttp')).href });
    return { files: await readdir(folder), asked, notes: notesOf(run) };
  } finally {
    await engine.dispose();
  }
}

function notesOf({ trace }: Run): readonly string[] {
  const kinds = trace.entries.flatMap(entry => (entry.kind === 'note' ? [entry.note.kind] : []));
  return kinds.filter(kind => kind === 'answer-saved' || kind === 'warning');
}

const list = '# @vault sample\nGET /secrets?api-version=7.6\n\n>> list.json\n';
const read = (more = '') => `${more}# @vault sample\nGET /secrets/${vault.info.objects.secrets[0]}?api-version=7.6\n\n>> secret.json\n`;

describe('an answer is written to the file that its request names', () => {
  test('a list of names, without a question', async () => {
    expect(await sent(list, false)).toEqual({ files: ['list.json'], asked: [false], notes: ['answer-saved'] });
    expect(JSON.parse(await readFile(join(folder, 'list.json'), 'utf8'))).toHaveProperty('value');
  });

  test('a secret, only with consent', async () => {
    expect(await sent(read(), false)).toEqual({ files: [], asked: [true], notes: ['warning'] });
    expect(await sent(read(), true)).toEqual({ files: ['secret.json'], asked: [true], notes: ['answer-saved'] });
    expect(JSON.parse(await readFile(join(folder, 'secret.json'), 'utf8')).value).toEqual(expect.any(String));
  });

  test('not in an untrusted workspace, and nobody is asked', async () => {
    expect(await sent(list, true, { trusted: false })).toEqual({ files: [], asked: [], notes: ['warning'] });
  });

  test('not with @no-log', async () => {
    expect(await sent(read('# @no-log\n'), true)).toEqual({ files: [], asked: [], notes: ['warning'] });
  });

  test('not where there was no answer', async () => {
    expect((await sent('GET https://nobody.vault.azure.net/secrets?api-version=7.6\n\n>> a.json\n', true)).files).toEqual([]);
  });
});
