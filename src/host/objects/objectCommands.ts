import * as vscode from 'vscode';
import { vaultNameOf } from '../commandArguments.ts';
import type { InternalRequests } from '../send/internalRequests.ts';
import { type SendSummary, summaryOf } from '../send/sendSummary.ts';
import type { VaultsTree } from '../vaults/vaultsTree.ts';
import { insertRequest } from './insertRequest.ts';
import { listRequest, objectRequest, probeRequest, type RequestVault } from './requestText.ts';
import { kindsOf, listRefOf, objectRefOf } from './vaultObject.ts';

const t = vscode.l10n.t;

export interface ObjectCommandDeps {
  readonly requests: InternalRequests;
  readonly tree: VaultsTree;
  /** Configured vaults and the embedded one. */
  vaults(): readonly RequestVault[];
}

/** What the lines below a vault can do; each names its vault, which is looked up again. */
export class ObjectCommands {
  readonly #deps: ObjectCommandDeps;

  constructor(deps: ObjectCommandDeps) {
    this.#deps = deps;
  }

  /** A request for an object, a list or a vault, into the request file that is open. */
  async insert(argument: unknown): Promise<void> {
    const vault = await this.#vaultOf(argument);
    if (vault === undefined) return;
    const object = objectRefOf(argument);
    const list = listRefOf(argument) ?? { vault: vault.name, objects: kindsOf(vault.url)[0] ?? 'secrets', deleted: false };
    await insertRequest(object === undefined ? listRequest(list, vault, null) : objectRequest(object, vault));
  }

  /** Asks the vault for its challenge, without any token; the panel shows what it answers. */
  async probe(argument: unknown): Promise<SendSummary | undefined> {
    const vault = await this.#vaultOf(argument);
    if (vault === undefined) return undefined;
    const run = await this.#deps.requests.send([vault.name, 'probe'], probeRequest(vault, kindsOf(vault.url)[0] ?? 'secrets'), false);
    return summaryOf(run);
  }

  async copyId(argument: unknown): Promise<void> {
    const object = objectRefOf(argument);
    const vault = await this.#vaultOf(argument);
    if (vault === undefined) return;
    await vscode.env.clipboard.writeText(object === undefined ? vault.url : `${vault.url}/${object.objects}/${object.name}`);
    vscode.window.setStatusBarMessage(t('Copied.'), 3000);
  }

  async more(argument: unknown): Promise<void> {
    const list = listRefOf(argument);
    if (list !== undefined) await this.#deps.tree.more(list);
  }

  async #vaultOf(argument: unknown): Promise<RequestVault | undefined> {
    const name = vaultNameOf(argument);
    const all = this.#deps.vaults();
    if (name !== undefined) return all.find(vault => vault.name === name);
    const items = all.map(vault => ({ label: vault.name, description: vault.url, vault }));
    return (await vscode.window.showQuickPick(items, { title: t('Which vault?') }))?.vault;
  }
}
