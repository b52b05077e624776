import * as vscode from 'vscode';
import type { CopyForm } from '../../core/copy/asCode.ts';
import { isSameRequest } from '../../core/language/requestKey.ts';
import type { Run } from '../../core/model/run.ts';
import type { Exchange } from '../../core/model/trace.ts';
import { exchangesOf } from '../../core/timeline/foldTrace.ts';
import type { Engine } from '../../protocol/engine.ts';
import { exchangeIndexOf, textOf } from '../commandArguments.ts';
import { chooseCopyForm, copyAs } from '../copyForm.ts';
import type { RunStore, StoredRun } from '../send/runStore.ts';
import type { RunView } from '../send/sender.ts';

const t = vscode.l10n.t;

export interface RunCommandDeps {
  readonly runs: RunStore;
  readonly view: RunView & { showComparison(one: Run, other: Run): void };
  engine(): Engine;
}

/** What can be done with a finished run: open it again, export it, copy a call of it. */
export class RunCommands {
  readonly #deps: RunCommandDeps;

  constructor(deps: RunCommandDeps) {
    this.#deps = deps;
  }

  async open(id: unknown): Promise<void> {
    const stored = this.#named(id) ?? (await this.#pick(this.#deps.runs.all(), t('Open which trace?')));
    if (stored !== undefined) this.#deps.view.showRun(stored.run);
  }

  /** Two runs side by side. What is not named is asked for: the other runs of the same request come first. */
  async compare(id: unknown, otherId: unknown): Promise<void> {
    const first = this.#named(id) ?? (await this.#pick(this.#deps.runs.all(), t('Compare which trace?')));
    if (first === undefined) return;
    const rest = othersOf(first, this.#deps.runs.all());
    if (rest.length === 0) {
      void vscode.window.showInformationMessage(t('There is no other trace to compare with: send a request once more.'));
      return;
    }
    const second = this.#named(otherId) ?? (await this.#pick(rest, t('Compare with which trace?')));
    if (second !== undefined) this.#deps.view.showComparison(first.run, second.run);
  }

  async exportHar(id: unknown): Promise<void> {
    const stored = this.#named(id) ?? this.#deps.runs.latest();
    if (stored === undefined) return;
    const withSecrets = await askForSecrets();
    if (withSecrets === undefined) return;
    const { trace } = stored.run;
    const har = await this.#deps.engine().exportHar(trace.id, withSecrets);
    if (har === undefined) {
      void vscode.window.showInformationMessage(t('This trace is no longer in memory: send the request again and export it then.'));
      return;
    }
    const name = `${(trace.request.name ?? 'request').replace(/[^\w.-]+/g, '-')}.har`;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      title: t('Export Trace as HAR'),
      filters: { HAR: ['har'] },
      ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    });
    if (target !== undefined) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(har));
  }

  async copyAsCurl(id: unknown, exchange: unknown): Promise<void> {
    return this.#copy('curl', id, exchange);
  }

  /** A call as a command or a small program; which one is asked. */
  async copyAs(id: unknown, exchange: unknown): Promise<void> {
    const form = await chooseCopyForm();
    if (form !== undefined) await this.#copy(form, id, exchange);
  }

  async #copy(form: CopyForm, id: unknown, exchange: unknown): Promise<void> {
    const run = (this.#named(id) ?? this.#deps.runs.latest())?.run;
    const meant = run === undefined ? undefined : exchangeOf(run, exchangeIndexOf(exchange));
    if (meant !== undefined) await copyAs(form, meant.request);
  }

  #named(id: unknown): StoredRun | undefined {
    const text = textOf(id);
    return text === undefined ? undefined : this.#deps.runs.get(text);
  }

  async #pick(all: readonly StoredRun[], title: string): Promise<StoredRun | undefined> {
    if (all.length <= 1) return all[0];
    const items = all.map(stored => ({
      label: stored.run.trace.request.name ?? stored.run.trace.request.url,
      description: new Date(stored.run.trace.startedAt).toLocaleTimeString(vscode.env.language),
      detail: stored.run.headline,
      stored,
    }));
    return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.stored;
  }
}

/** Newest first, the runs of the same request before all others. */
function othersOf(stored: StoredRun, all: readonly StoredRun[]): readonly StoredRun[] {
  const rest = all.filter(one => one !== stored);
  const same = (one: StoredRun): boolean => one.document === stored.document && isSameRequest(one.key, stored.key);
  return [...rest.filter(same), ...rest.filter(one => !same(one))];
}

/** The named exchange, else the one that answered, else the last. */
function exchangeOf(run: Run, index: number | undefined): Exchange | undefined {
  const exchanges = exchangesOf(run.trace);
  if (index !== undefined) return exchanges.find(exchange => exchange.id === index);
  const { outcome } = run.trace;
  return (outcome.kind === 'answered' ? exchanges.find(exchange => exchange.id === outcome.exchange) : undefined) ?? exchanges.at(-1);
}

/** Redacted unless a person chooses otherwise twice. */
async function askForSecrets(): Promise<boolean | undefined> {
  const safe = {
    label: t('Without secrets'),
    detail: t('Tokens, secrets and bodies that hold them are replaced by labels: fit for a support case'),
    secrets: false,
  };
  const full = { label: t('With secrets…'), detail: t('Everything as it was on the wire, tokens included'), secrets: true };
  const chosen = await vscode.window.showQuickPick([safe, full], { title: t('Export Trace as HAR') });
  if (chosen === undefined || !chosen.secrets) return chosen?.secrets;
  const confirm = t('Export With Secrets');
  const detail = t('Whoever has the file can use the tokens in it until they expire and read the secrets.');
  return (await vscode.window.showWarningMessage(t('Write tokens and secrets to a file?'), { modal: true, detail }, confirm)) === confirm
    ? true
    : undefined;
}
