import { clouds } from '../../core/token/clouds.ts';

/** The editor's own provider of accounts in the sovereign clouds; its cloud is chosen in the editor's settings. */
const sovereign = 'microsoft-sovereign-cloud';

/** Which provider of the editor knows accounts of the cloud that these scopes belong to. */
export function microsoftProvider(scopes: readonly string[]): 'microsoft' | typeof sovereign {
  const hosts = scopes.flatMap(scope => (URL.canParse(scope) ? [new URL(scope).hostname] : []));
  const isSovereign = clouds
    .filter(({ name }) => name !== 'public')
    .some(({ vaultSuffix, hsmSuffix, managementHosts }) =>
      hosts.some(host => [vaultSuffix, hsmSuffix].includes(`.${host}`) || managementHosts.includes(host)),
    );
  return isSovereign ? sovereign : 'microsoft';
}
