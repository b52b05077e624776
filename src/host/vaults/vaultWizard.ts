import * as vscode from 'vscode';
import { assertNever } from '../../core/model/assertNever.ts';
import type { CredentialKind } from '../../core/model/vault.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import { freeName } from './editVaultList.ts';
import { type Choice, choiceStep, runSteps, type Step, textStep } from './multiStep.ts';
import { type DraftField, fieldsOf, isClientId, isTenant, isVaultName, type VaultDraft, wizardKinds } from './vaultDraft.ts';
import { cleanVaultUrl } from './vaultUrl.ts';
import { vaultUrlProblem, vaultUrlRemark } from './vaultUrlText.ts';

const t = vscode.l10n.t;

/** Asks for everything that a vault needs, in steps. `keep` is the name of the vault that is being edited. True when finished. */
export function runVaultWizard(title: string, draft: VaultDraft, settings: UserSettings, keep: string | undefined): Promise<boolean> {
  const taken = ['sample', ...settings.vaults.map(vault => vault.name)].filter(name => name !== keep);
  return runSteps(title, () => [
    urlStep(draft, taken),
    nameStep(draft, taken),
    credentialStep(draft, settings),
    ...(draft.credential.kind === 'new' ? fieldsOf(draft.credential.credential).map(field => fieldStep(draft, field)) : []),
  ]);
}

function urlStep(draft: VaultDraft, taken: readonly string[]): Step {
  return textStep({
    prompt: t('Address of the vault, as the portal shows it'),
    placeholder: 'https://contoso.vault.azure.net',
    value: draft.url,
    check: value => {
      const cleaned = cleanVaultUrl(value);
      if (!cleaned.ok) return { problem: vaultUrlProblem(cleaned.problem, t) };
      const remarks = cleaned.remarks.map(remark => vaultUrlRemark(remark, t));
      if (!cleaned.known) remarks.push(t('This is no vault address of a known cloud: it must be named in kvhttp.allowedHosts as well.'));
      return remarks.length === 0 ? {} : { remark: [cleaned.url, ...remarks].join(' · ') };
    },
    accept: value => {
      const cleaned = cleanVaultUrl(value);
      if (!cleaned.ok) return;
      draft.url = cleaned.url;
      if (draft.name === '') draft.name = freeName(cleaned.name, taken);
    },
  });
}

function nameStep(draft: VaultDraft, taken: readonly string[]): Step {
  return textStep({
    prompt: t('Name for request files: # @vault NAME'),
    value: draft.name,
    check: value => {
      if (!isVaultName(value)) return { problem: t('Use letters, digits, dots, dashes and underscores.') };
      return taken.includes(value.trim()) ? { problem: t('There is a vault "{0}" already.', value.trim()) } : {};
    },
    accept: value => {
      draft.name = value.trim();
    },
  });
}

function credentialStep(draft: VaultDraft, settings: UserSettings): Step {
  const known: Choice<VaultDraft['credential']>[] = settings.credentials.map(({ name, kind }) => ({
    label: name,
    description: kind,
    value: { kind: 'known', name },
  }));
  const fresh: Choice<VaultDraft['credential']>[] = wizardKinds.map(kind => ({
    label: kindLabel(kind),
    value: { kind: 'new', credential: kind },
  }));
  const separator = (label: string): vscode.QuickPickItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return choiceStep<VaultDraft['credential']>({
    placeholder: t('How is a token for this vault obtained?'),
    choices: known.length === 0 ? fresh : [separator(t('configured')), ...known, separator(t('new')), ...fresh],
    accept: value => {
      draft.credential = value;
    },
  });
}

function fieldStep(draft: VaultDraft, field: DraftField): Step {
  switch (field) {
    case 'tenantId':
      return textStep({
        prompt: t('Directory (tenant) ID or domain of the app registration'),
        value: draft.tenantId,
        check: value => (isTenant(value) ? {} : { problem: t('Enter the tenant as an ID like 11111111-… or as a domain.') }),
        accept: value => {
          draft.tenantId = value;
        },
      });
    case 'clientId':
      return textStep({
        prompt: t('Application (client) ID of the app registration'),
        value: draft.clientId,
        check: value =>
          isClientId(value)
            ? {}
            : { problem: t('Enter the application (client) ID, not the object ID and not the name; it looks like 22222222-…') },
        accept: value => {
          draft.clientId = value;
        },
      });
    case 'secret':
      return textStep({
        prompt: t('The secret, kept in the secret storage of the editor. Leave it empty to be asked when it is needed.'),
        value: draft.secret,
        password: true,
        check: value => (isClientId(value) ? { remark: t('This looks like the ID of the secret; what is needed is its value.') } : {}),
        accept: value => {
          draft.secret = value.trim();
        },
      });
    default:
      return assertNever(field);
  }
}

function kindLabel(kind: CredentialKind): string {
  switch (kind) {
    case 'clientSecret':
      return t('App registration with a client secret');
    case 'clientCertificate':
      return t('App registration with a certificate');
    case 'workloadIdentity':
      return t('Workload identity (federated token file)');
    case 'managedIdentity':
      return t('Managed identity of this machine');
    case 'azureCli':
      return t('Azure CLI account');
    case 'azureDeveloperCli':
      return t('Azure Developer CLI account');
    case 'azurePowerShell':
      return t('Azure PowerShell account');
    case 'deviceCode':
      return t('Sign in with a device code');
    case 'editor':
      return t('Microsoft account of the editor');
    case 'environment':
      return t('Environment variables, as the SDKs read them');
    case 'default':
      return t('The chain of DefaultAzureCredential');
    case 'pastedToken':
      return t('A token that I paste');
    default:
      return assertNever(kind);
  }
}
