import type { Message } from './message.ts';

export const networkMessages = {
  'firewall-ip-not-allowed': {
    title: 'The vault’s firewall does not know the caller’s address',
    explanation:
      'The vault saw the address {client address|of the caller} and has no rule for it. The token was good. The same text comes when a service is thought to be trusted and is not, and when a private endpoint exists but the name leads to the public address.',
    fix: '1. Allow the address: az keyvault network-rule add --name {vault|<vault>} --ip-address {client address|<address>}\n2. From a virtual network: a service endpoint and az keyvault network-rule add --name {vault|<vault>} --vnet-name <vnet> --subnet <subnet>\n3. With a private endpoint: nslookup {vault|<vault>}.vault.azure.net must show a private address.',
    links: ['network', 'privateLinkTrouble'],
  },
  'firewall-not-a-trusted-service': {
    title: 'The calling service does not count as trusted',
    explanation:
      'The call came from {client address|an address of Azure} without a rule, and the bypass for trusted services did not apply: it is off, or the service is not on the list in this use.',
    fix: '1. az keyvault update --name {vault|<vault>} --bypass AzureServices\n2. Compare with the list of trusted services: App Service, Data Factory with a self-hosted runtime and pipelines’ agents are not on it for every use.\n3. Otherwise connect the service to a virtual network or a private endpoint.',
    links: ['trusted', 'network'],
  },
  'public-access-disabled': {
    title: 'The vault takes no calls from the public network',
    explanation: 'Public network access is off, and the call did not come through an approved private endpoint. The token was good.',
    fix: '1. Call from a network with a private endpoint, and check nslookup {vault|<vault>}.vault.azure.net there.\n2. Or open it for chosen networks: az keyvault update --name {vault|<vault>} --public-network-access Enabled --default-action Deny, then az keyvault network-rule add …',
    links: ['network', 'privateLink'],
  },
  'private-link-not-approved': {
    title: 'The private endpoint is not approved or not registered',
    explanation:
      'The connection did not come through an approved private link: its approval is missing, or the subscription of the endpoint has not registered Microsoft.KeyVault.',
    fix: '1. See the state: az network private-endpoint-connection list --id <vault resource id> --query "[].properties.privateLinkServiceConnectionState"\n2. Approve: az network private-endpoint-connection approve --id <connection id>\n3. Register: az provider register --namespace Microsoft.KeyVault',
    links: ['privateLinkTrouble', 'privateLink'],
  },
  'private-dns-misconfigured': {
    title: 'The vault’s name leads to its public address',
    explanation:
      'A private endpoint exists or is demanded, but the call reached the vault over the public network ({client address|its address was seen there}; resolved: {resolved|not looked up}). The private DNS zone is missing or not linked to the caller’s network.',
    fix: '1. nslookup {vault|<vault>}.vault.azure.net on the calling machine: it must show <vault>.privatelink.vaultcore.azure.net and a private address.\n2. Link the zone privatelink.vaultcore.azure.net to the network: az network private-dns link vnet create …\n3. With own DNS servers, forward vaultcore.azure.net to 168.63.129.16.\n4. Check that the private endpoint is approved.',
    links: ['privateLinkTrouble', 'privateLink'],
  },
  'dns-vault-not-found': {
    title: 'No vault of this name exists in DNS',
    explanation:
      'The name {request.host|of the vault} does not resolve. The vault was deleted, is misspelt, is of another cloud, or was made a moment ago.',
    fix: '1. az keyvault list --query "[].properties.vaultUri" -o tsv\n2. Deleted? az keyvault list-deleted -o table, then az keyvault recover --name {vault|<vault>}\n3. With private DNS: a zone that is linked but lacks the record also answers "not found".',
    links: ['objects', 'softDelete', 'privateLinkTrouble'],
  },
  'proxy-or-tls-interception': {
    title: 'A proxy stands in between: it breaks TLS or wants a login',
    explanation:
      'The certificate that was shown is not signed by a known authority, or a proxy asked for a login ({code|see the message}). Company proxies that open TLS do this; the vault was not reached.',
    fix: '1. Give the program the company’s root certificate: NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, SSL_CERT_FILE, or the system’s store.\n2. Give it the proxy with its login: HTTPS_PROXY, or http.proxy in the editor.\n3. Or have the proxy leave *.vault.azure.net and login.microsoftonline.com alone.',
    links: ['firewall', 'cliProxy'],
  },
  'http-not-https': {
    title: 'The vault was addressed over plain http',
    explanation: 'A token over plain http can be read by anybody on the way, so the client refused ({request.url|http://…}).',
    fix: '1. Write https:// in the vault’s URL.\n2. For a local emulator, give it a certificate, or use the embedded vault here.',
    links: ['authentication'],
  },
  'malformed-request-path': {
    title: 'The path does not reach the Key Vault API',
    explanation:
      '{request.url|The URL} is no path of the API: an empty or wrong name, or a missing collection. The answer comes from the front door, or rejects the name ({name|see the evidence}).',
    fix: '1. Paths are /secrets/<name>, /keys/<name>, /certificates/<name>, with ?api-version=7.6.\n2. Names hold letters, digits and hyphens only, 1 to 127 characters.\n3. Check for an empty variable in the path.',
    links: ['rest', 'objects'],
  },
} as const satisfies Record<string, Message>;
