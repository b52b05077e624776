import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createHostDoors } from '../../../src/host/doors/hostDoors.ts';
import { ReadPermissions } from '../../../src/host/doors/readPermissions.ts';
import { CredentialSecrets } from '../../../src/host/secrets/credentialSecrets.ts';
import { currentSettings } from '../../../src/host/settings/currentSettings.ts';
import { anEmbeddedVaultInfo } from '../../unit/builders/anEmbeddedVaultInfo.ts';

/** Puts answers in the place of the editor's questions and counts them. */
function answering(answers: { readonly input?: string | undefined; readonly pick?: number; readonly button?: number }) {
  const { showInputBox, showQuickPick, showWarningMessage } = vscode.window;
  const asked = { inputs: 0, picks: 0, warnings: 0 };
  Object.assign(vscode.window, {
    showInputBox: async (options: vscode.InputBoxOptions) => {
      asked.inputs++;
      assert.equal(options.password, true);
      return answers.input;
    },
    showQuickPick: async (items: readonly unknown[]) => {
      asked.picks++;
      return items[answers.pick ?? 0];
    },
    showWarningMessage: async (_text: string, _options: unknown, ...buttons: readonly string[]) => {
      asked.warnings++;
      return answers.button === undefined ? undefined : buttons[answers.button];
    },
  });
  return { asked, restore: () => Object.assign(vscode.window, { showInputBox, showQuickPick, showWarningMessage }) };
}

function setUp() {
  const stored = new Map<string, string>();
  const state = new Map<string, unknown>();
  const secrets = new CredentialSecrets(
    {
      get: async key => stored.get(key),
      store: async (key, value) => void stored.set(key, value),
      delete: async key => void stored.delete(key),
      keys: async () => [...stored.keys()],
    },
    () => assert.fail('the storage works'),
  );
  const memento = {
    get: (key: string) => state.get(key),
    update: async (key: string, value: unknown) => void state.set(key, value),
    keys: () => [...state.keys()],
  } as vscode.Memento;
  const doors = createHostDoors({
    secrets,
    permissions: new ReadPermissions(memento),
    settings: currentSettings,
    embedded: () => anEmbeddedVaultInfo(),
    environmentOf: () => 'dev',
  });
  return { doors, stored, state };
}

describe('the doors of the engine', () => {
  let restore = () => {};
  afterEach(() => restore());
  const answer = (answers: Parameters<typeof answering>[0]) => {
    const { asked, restore: undo } = answering(answers);
    restore = undo;
    return asked;
  };

  it('know the fake secrets of the embedded vault without asking', async () => {
    const asked = answer({});
    assert.equal(await setUp().doors.clientSecret('sample-no-role'), 'canary-2');
    assert.equal(asked.inputs, 0);
  });

  it('ask for a missing secret once, also when it is wanted twice at a time, and keep it', async () => {
    const asked = answer({ input: 'canary', pick: 0 });
    const { doors, stored } = setUp();
    assert.deepEqual(await Promise.all([doors.clientSecret('app'), doors.clientSecret('app')]), ['canary', 'canary']);
    assert.equal(await doors.clientSecret('app'), 'canary');
    assert.deepEqual([asked.inputs, asked.picks], [1, 1]);
    assert.deepEqual([...stored], [['kvhttp.credential.app', 'canary']]);
  });

  it('keep a secret for the session alone where that is chosen', async () => {
    const asked = answer({ input: 'canary', pick: 1 });
    const { doors, stored } = setUp();
    assert.equal(await doors.clientSecret('app'), 'canary');
    assert.equal(await doors.clientSecret('app'), 'canary');
    assert.equal(asked.inputs, 1);
    assert.equal(stored.size, 0);
  });

  it('answer nothing where the question was dismissed, and ask again the next time', async () => {
    const asked = answer({ input: undefined });
    const { doors } = setUp();
    assert.equal(await doors.clientSecret('app'), undefined);
    assert.equal(await doors.clientSecret('app'), undefined);
    assert.equal(asked.inputs, 2);
  });

  it('give out an environment variable only where that was allowed, by name', async () => {
    process.env['KVHTTP_TEST_VARIABLE'] = 'canary';
    const { doors, state } = setUp();
    const refused = answer({});
    assert.equal(await doors.processEnv('KVHTTP_TEST_VARIABLE'), undefined);
    assert.equal(await doors.processEnv('KVHTTP_TEST_NOT_THERE'), undefined);
    assert.equal(refused.warnings, 1);
    restore();
    const allowed = answer({ button: 1 });
    assert.equal(await doors.processEnv('KVHTTP_TEST_VARIABLE'), 'canary');
    assert.equal(await doors.processEnv('KVHTTP_TEST_VARIABLE'), 'canary');
    assert.equal(allowed.warnings, 1);
    assert.deepEqual([...state.values()], [['env:KVHTTP_TEST_VARIABLE']]);
  });

  it('read the .env file of the environment in use first, and only where that was allowed', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'no folder is open');
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, name), new TextEncoder().encode(text));
    await write('.env', 'KVHTTP_A=plain\nKVHTTP_B=plain');
    await write('.env.dev', 'KVHTTP_A=canary');
    const beside = vscode.Uri.joinPath(folder.uri, 'new.kvhttp').toString();
    const { doors, state } = setUp();
    answer({});
    assert.equal(await doors.dotenv('KVHTTP_A', beside), undefined);
    restore();
    answer({ button: 1 });
    assert.equal(await doors.dotenv('KVHTTP_A', beside), 'canary');
    assert.equal(await doors.dotenv('KVHTTP_B', beside), 'plain');
    assert.equal(await doors.dotenv('KVHTTP_NONE', beside), undefined);
    assert.deepEqual([...state.values()], [['dotenv:KVHTTP_A', 'dotenv:KVHTTP_B']]);
  });

  it('read a file only where that was allowed, of saved documents, and below the workspace', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'no folder is open');
    const beside = vscode.Uri.joinPath(folder.uri, 'new.kvhttp').toString();
    const { doors, state } = setUp();
    const refused = answer({});
    assert.equal(await doors.readFile('smoke.kvhttp', beside), undefined);
    assert.equal(refused.warnings, 1);
    restore();
    const allowed = answer({ button: 1 });
    assert.ok(await doors.readFile('smoke.kvhttp', beside));
    assert.ok(await doors.readFile('./smoke.kvhttp', beside));
    assert.equal(await doors.readFile('smoke.kvhttp', 'untitled:Untitled-1'), undefined);
    assert.equal(await doors.readFile('../../user-data/User/settings.json', beside), undefined);
    assert.equal(allowed.warnings, 1);
    assert.deepEqual([...state.values()], [[`file:${vscode.Uri.joinPath(folder.uri, 'smoke.kvhttp').fsPath}`]]);
  });
});
