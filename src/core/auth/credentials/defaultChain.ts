import type { CredentialConfig } from '../../model/vault.ts';
import { azureCli } from './azureCli.ts';
import { azureDeveloperCli } from './azureDeveloperCli.ts';
import { azurePowerShell } from './azurePowerShell.ts';
import type { Credential } from './credential.ts';
import { environmentCredential } from './environmentCredential.ts';
import { managedIdentity } from './managedIdentity.ts';
import { credentialOfLink, noteCredential, type TokenLink, unavailable } from './tokenLink.ts';
import { workloadIdentity } from './workloadIdentity.ts';

/** The editor would ask its user to sign in, and a chain must not. */
const editorLink: TokenLink = {
  name: 'VisualStudioCodeCredential',
  getToken: async () => unavailable('a chain does not ask anybody to sign in; use a credential of the kind "editor"'),
};

/**
 * The chain of DefaultAzureCredential in its order. A link that is not set up passes on to the next; one that is and was refused ends the chain,
 * as in the SDKs. AZURE_TOKEN_CREDENTIALS (`dev`, `prod` or the name of one link) narrows it.
 */
export function defaultChain(config: CredentialConfig): Credential {
  return credentialOfLink(config, {
    name: 'DefaultAzureCredential',
    async getToken(ask, doors, signal) {
      const wanted = doors.machine.env('AZURE_TOKEN_CREDENTIALS')?.trim().toLowerCase();
      const links = linksOf(config, wanted);
      if (links.length === 0) return unavailable('AZURE_TOKEN_CREDENTIALS names neither "dev", "prod" nor a link of the chain.');
      const tried: string[] = [];
      for (const link of links) {
        const since = doors.now();
        const result = await link.getToken(ask, doors, signal);
        const ms = doors.now() - since;
        if (result.kind === 'token') {
          noteCredential(
            doors,
            link.name,
            `answered for the chain${tried.length === 0 ? '' : `, after ${tried.length} that could not`}`,
            true,
            ms,
          );
          return result;
        }
        noteCredential(
          doors,
          link.name,
          result.kind === 'unavailable' ? `unavailable: ${result.message}` : `failed: ${result.message}`,
          false,
          ms,
        );
        if (result.kind !== 'unavailable') return result;
        tried.push(`${link.name} unavailable: ${result.message}`);
      }
      return unavailable(`No link of the chain gave a token. ${tried.join('; ')}`);
    },
  });
}

function linksOf(config: CredentialConfig, wanted: string | undefined): readonly TokenLink[] {
  const { tenantId, clientId } = config;
  const given = { ...(tenantId === undefined ? {} : { tenantId }), ...(clientId === undefined ? {} : { clientId }) };
  // A link that was chosen by name is not asked whether it is there.
  const alone = wanted === 'managedidentitycredential';
  const deployed = [environmentCredential, workloadIdentity(given), managedIdentity(given, !alone)];
  const developer = [
    editorLink,
    azureCli('AzureCliCredential'),
    azurePowerShell('AzurePowerShellCredential'),
    azureDeveloperCli('AzureDeveloperCliCredential'),
  ];
  if (wanted === undefined || wanted === '') return [...deployed, ...developer];
  if (wanted === 'prod') return deployed;
  if (wanted === 'dev') return developer;
  return [...deployed, ...developer].filter(link => link.name.toLowerCase() === wanted);
}
