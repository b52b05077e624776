import * as vscode from 'vscode';
import type { EmbeddedVaultInfo } from '../../core/model/embeddedVault.ts';
import type { Run } from '../../core/model/run.ts';
import type { CredentialConfig } from '../../core/model/vault.ts';
import { embeddedVaultName, embeddedVaultUrl } from '../../core/run/embeddedSetup.ts';
import type { InternalRequests } from '../send/internalRequests.ts';
import type { RunView } from '../send/sender.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import { changeList } from '../vaults/changeList.ts';
import { freeName, withEntry } from '../vaults/editVaultList.ts';
import { isVaultName } from '../vaults/vaultDraft.ts';
import { armItems } from './armLists.ts';
import { type ArmCaller, type ArmList, armOf } from './armRequests.ts';
import { type ArmPage, type FoundVault, type NamedId, readSubscriptions, readTenants, readVaults } from './readArmList.ts';

const t = vscode.l10n.t;

export interface DiscoveryDoors {
  readonly requests: InternalRequests;
  readonly view: RunView;
  settings(): UserSettings;
  /** The embedded vault while it runs: it has a management plane too. */
  embedded(): EmbeddedVaultInfo | null;
}

/** Finds the vaults that an account can see at the management plane and adds the chosen ones. Every list is a traced send. */
export async function discoverVaults(doors: DiscoveryDoors): Promise<void> {
  const asking = await pickCaller(doors);
  const place = asking && (await pickSubscription(asking, doors));
  if (place === undefined) return;
  const { caller, subscription } = place;
  const lists = await Promise.all([
    ask({ kind: 'vaults', subscription }, caller, readVaults, doors),
    ask({ kind: 'hsms', subscription }, caller, readVaults, doors, true),
  ]);
  const [vaults, hsms] = lists;
  if (vaults === undefined) return;
  await addChosen([...vaults, ...(hsms ?? [])], caller, doors.settings());
}

/**
 * Configured credentials whose name can stand in a request file, those that need nothing but to be signed in, and the embedded vault's own
 * account while it runs.
 */
async function pickCaller(doors: DiscoveryDoors): Promise<ArmCaller | undefined> {
  const settings = doors.settings();
  const usable = settings.credentials.filter(credential => isVaultName(credential.name) && credential.kind !== 'pastedToken');
  const known = usable.map(credential => ({ label: credential.name, description: credential.kind, credential }));
  const fresh = [
    { label: t('Microsoft account of the editor'), credential: { name: 'editor', kind: 'editor' } as const },
    { label: t('Azure CLI account'), credential: { name: 'azureCli', kind: 'azureCli' } as const },
    { label: t('The chain of DefaultAzureCredential'), credential: { name: 'default', kind: 'default' } as const },
  ].filter(({ credential }) => !usable.some(each => each.name === credential.name));
  const embedded = embeddedCaller(doors.embedded());
  const sample = embedded === undefined ? [] : [{ label: t('Account of the sample vault'), description: t('embedded'), credential: null }];
  const title = t('Find vaults with whose account?');
  const picked = await vscode.window.showQuickPick([...known, ...fresh, ...sample], { title });
  if (picked === undefined) return undefined;
  const { credential } = picked;
  if (credential === null) return embedded;
  await keepCredential(credential, settings);
  return { credential: credential.name, tenant: null, arm: armOf(credential), resource: null };
}

/** Its management plane has an address of its own, which does not say what a token must be for. */
function embeddedCaller(info: EmbeddedVaultInfo | null): ArmCaller | undefined {
  const arm = info?.managementUrl;
  return arm === undefined ? undefined : { credential: embeddedVaultName, tenant: null, arm, resource: armOf(undefined) };
}

async function keepCredential(credential: CredentialConfig, settings: UserSettings): Promise<void> {
  if (credential.kind === 'default' || settings.credentials.some(each => each.name === credential.name)) return;
  await changeList('credentials', list => withEntry(list, credential));
}

/** A subscription of the account's own tenant, or of another one. */
async function pickSubscription(
  caller: ArmCaller,
  doors: DiscoveryDoors,
): Promise<{ readonly caller: ArmCaller; readonly subscription: string } | undefined> {
  const subscriptions = await ask({ kind: 'subscriptions' }, caller, readSubscriptions, doors);
  if (subscriptions === undefined) return undefined;
  const items = subscriptions.map(each => ({ ...itemOf(each), subscription: each.id }));
  const elsewhere = { label: t('Another tenant…'), subscription: null };
  const picked = await vscode.window.showQuickPick([...items, elsewhere], {
    title: t('Vaults of which subscription?'),
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  if (picked.subscription !== null) return { caller, subscription: picked.subscription };
  const tenants = await ask({ kind: 'tenants' }, caller, readTenants, doors);
  const tenant =
    tenants && (await vscode.window.showQuickPick(tenants.map(itemOf), { title: t('Which tenant?'), matchOnDescription: true }));
  return tenant && pickSubscription({ ...caller, tenant: tenant.description }, doors);
}

async function addChosen(found: readonly FoundVault[], { credential, tenant }: ArmCaller, settings: UserSettings): Promise<void> {
  const listed = [embeddedVaultUrl, ...settings.vaults.map(vault => vault.url)];
  const unknown = found.filter(vault => !listed.includes(vault.url));
  if (unknown.length === 0) {
    void vscode.window.showInformationMessage(t('There is no vault in this subscription that is not in the list already.'));
    return;
  }
  const items = unknown.map(vault => ({ label: vault.name, description: vault.place, detail: vault.url, vault }));
  const chosen = await vscode.window.showQuickPick(items, { title: t('Add which vaults?'), canPickMany: true, matchOnDescription: true });
  if (chosen === undefined || chosen.length === 0) return;
  const taken = [embeddedVaultName, ...settings.vaults.map(vault => vault.name)];
  const entries = chosen.map(({ vault }) => {
    const name = freeName(vault.name, taken);
    taken.push(name);
    const home = vault.tenant ?? tenant;
    return { name, url: vault.url, credential, ...(home === null ? {} : { tenantId: home }) };
  });
  await changeList('vaults', list => entries.reduce((all, entry) => withEntry(all, entry), list));
}

/** undefined where the list did not come: that was told, with its trace, unless it is `optional`. */
async function ask<T>(
  list: ArmList,
  caller: ArmCaller,
  read: (text: string, arm: string) => ArmPage<T> | undefined,
  { requests, view }: DiscoveryDoors,
  optional = false,
): Promise<readonly T[] | undefined> {
  const items = (signal?: AbortSignal) =>
    armItems(list, caller, read, (text, page) => requests.send(['azure', `${list.kind}-${page}`], text, true, signal));
  // What is optional is asked beside something else that shows its progress.
  const answer = optional ? await items() : await withProgress(items);
  if (answer.kind === 'items') return answer.items;
  if (!optional && answer.run.trace.outcome.kind !== 'cancelled') void tellFailure(answer.run, view);
  return undefined;
}

async function tellFailure(run: Run, view: RunView): Promise<void> {
  const open = t('Open Trace');
  const answer = await vscode.window.showWarningMessage(t('Azure Resource Manager gave no list: {0}', run.headline), open);
  if (answer === open) view.showRun(run);
}

const itemOf = ({ id, name }: NamedId) => ({ label: name, description: id });

function withProgress<T>(ask: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: t('Asking Azure Resource Manager…'), cancellable: true };
  return vscode.window.withProgress(options, (_, cancel) => {
    const abort = new AbortController();
    cancel.onCancellationRequested(() => abort.abort());
    return ask(abort.signal);
  });
}
