import type { Translate } from '../../core/model/translate.ts';
import { type CredentialConfig, credentialKinds, type VaultConfig } from '../../core/model/vault.ts';
import { embeddedVaultName } from '../../core/run/embeddedSetup.ts';
import { cleanVaultUrl } from '../vaults/vaultUrl.ts';
import { vaultUrlProblem } from '../vaults/vaultUrlText.ts';
import type { Report } from './settingProblem.ts';
import { isText, isTextList, listOf, nameOr, optional } from './settingValues.ts';

export function readVaults(value: unknown, credentials: readonly CredentialConfig[], report: Report, t: Translate): readonly VaultConfig[] {
  const vaults: VaultConfig[] = [];
  for (const [index, entry] of listOf('vaults', value, report, t)) {
    const { name, url, credential, tenantId } = entry;
    const label = nameOr(name, index);
    if (!isText(name) || !isText(url)) report('vaults', label, t('needs "name" and "url".'));
    else if (name === embeddedVaultName) report('vaults', label, t('the name "sample" belongs to the embedded vault; choose another.'));
    else if (vaults.some(known => known.name === name)) report('vaults', label, t('this name is used twice; the first entry counts.'));
    else {
      const cleaned = cleanVaultUrl(url);
      if (!cleaned.ok) report('vaults', label, t('"url": {0}', vaultUrlProblem(cleaned.problem, t)));
      else vaults.push({ name, url: cleaned.url, credential: isText(credential) ? credential : 'default', ...optional({ tenantId }) });
    }
  }
  for (const { name, credential } of vaults) {
    if (credential !== 'default' && credential !== embeddedVaultName && !credentials.some(known => known.name === credential))
      report('vaults', name, t('there is no credential "{0}" in kvhttp.credentials.', credential));
  }
  return vaults;
}

export function readCredentials(value: unknown, report: Report, t: Translate): readonly CredentialConfig[] {
  const credentials: CredentialConfig[] = [];
  for (const [index, entry] of listOf('credentials', value, report, t)) {
    const { name, kind, clientId, tenantId, authority, certificateFile, sendCertificateChain, federatedTokenFile, scopesOverride } = entry;
    const label = nameOr(name, index);
    const known = credentialKinds.find(each => each === kind);
    for (const secret of ['clientSecret', 'secret', 'password', 'token'])
      if (secret in entry)
        report(
          'credentials',
          label,
          t('"{0}" must not stand in settings. Remove it and renew the secret: it is asked for when it is needed.', secret),
        );
    if (scopesOverride !== undefined && !isTextList(scopesOverride))
      report('credentials', label, t('"scopesOverride" must be a list of texts.'));
    if (!isText(name)) report('credentials', label, t('needs a "name".'));
    else if (known === undefined) report('credentials', label, t('"kind" must be one of {0}.', credentialKinds.join(', ')));
    else if (credentials.some(each => each.name === name))
      report('credentials', label, t('this name is used twice; the first entry counts.'));
    else
      credentials.push({
        name,
        kind: known,
        ...optional({ clientId, tenantId, authority, certificateFile, federatedTokenFile }),
        ...(sendCertificateChain === true ? { sendCertificateChain } : {}),
        ...(isTextList(scopesOverride) ? { scopesOverride } : {}),
      });
  }
  return credentials;
}
