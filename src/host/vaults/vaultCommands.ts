import * as vscode from 'vscode';
import type { VaultConfig } from '../../core/model/vault.ts';
import { vaultNameOf } from '../commandArguments.ts';
import type { CredentialSecrets } from '../secrets/credentialSecrets.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import { changeList } from './changeList.ts';
import { withEntry, withoutEntry } from './editVaultList.ts';
import { entriesOf, type VaultDraft } from './vaultDraft.ts';
import { runVaultWizard } from './vaultWizard.ts';

const t = vscode.l10n.t;

export interface VaultCommandDeps {
  readonly secrets: CredentialSecrets;
  settings(): UserSettings;
  /** Asks a vault that was added or changed for its challenge, and tells. */
  test(vault: VaultConfig): Promise<void>;
}

/** Add, edit and remove configured vaults. They are written to the user's settings: a workspace has no say in where tokens go. */
export class VaultCommands {
  readonly #deps: VaultCommandDeps;

  constructor(deps: VaultCommandDeps) {
    this.#deps = deps;
  }

  async add(): Promise<void> {
    const draft: VaultDraft = {
      url: '',
      name: '',
      credential: { kind: 'new', credential: 'default' },
      vaultTenant: undefined,
      tenantId: '',
      clientId: '',
      secret: '',
    };
    if (await runVaultWizard(t('Add Vault'), draft, this.#deps.settings(), undefined)) await this.#save(draft, undefined);
  }

  async edit(argument: unknown): Promise<void> {
    const settings = this.#deps.settings();
    const vault = await pickVault(argument, settings, t('Edit which vault?'));
    if (vault === undefined) return;
    const draft: VaultDraft = {
      url: vault.url,
      name: vault.name,
      credential: { kind: 'known', name: vault.credential },
      vaultTenant: vault.tenantId,
      tenantId: vault.tenantId ?? '',
      clientId: '',
      secret: '',
    };
    if (await runVaultWizard(t('Edit Vault {0}', vault.name), draft, settings, vault.name)) await this.#save(draft, vault.name);
  }

  async remove(argument: unknown): Promise<void> {
    const settings = this.#deps.settings();
    const vault = await pickVault(argument, settings, t('Remove which vault?'));
    if (vault === undefined) return;
    const shared = settings.vaults.some(other => other.name !== vault.name && other.credential === vault.credential);
    const own = !shared && settings.credentials.some(credential => credential.name === vault.credential);
    const only = t('Remove');
    const both = t('Remove With Its Credential');
    const answer = await vscode.window.showWarningMessage(
      t('Remove the vault "{0}" from the settings?', vault.name),
      {
        modal: true,
        detail: own
          ? t('The credential "{0}" and its stored secret are used by no other vault.', vault.credential)
          : t('The vault itself is not touched.'),
      },
      only,
      ...(own ? [both] : []),
    );
    if (answer === undefined) return;
    await changeList('vaults', list => withoutEntry(list, vault.name));
    if (answer !== both) return;
    await changeList('credentials', list => withoutEntry(list, vault.credential));
    await this.#deps.secrets.forget(vault.credential);
  }

  async #save(draft: VaultDraft, replaces: string | undefined): Promise<void> {
    const { vault, credential } = entriesOf(draft, draft.url);
    if (credential !== undefined) {
      await changeList('credentials', list => withEntry(list, credential));
      if (draft.secret !== '') await this.#deps.secrets.set(credential.name, draft.secret, true);
    }
    await changeList('vaults', list => withEntry(list, vault, replaces));
    await this.#deps.test(vault);
  }
}

async function pickVault(argument: unknown, settings: UserSettings, title: string): Promise<UserSettings['vaults'][number] | undefined> {
  const named = vaultNameOf(argument);
  if (named !== undefined) return settings.vaults.find(vault => vault.name === named);
  const items = settings.vaults.map(vault => ({ label: vault.name, description: vault.url, vault }));
  const placeHolder = items.length === 0 ? t('No vault is configured yet') : title;
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.vault;
}
