/** Where links of findings may lead: documentation, portals and standards. */
const hosts: ReadonlySet<string> = new Set([
  'learn.microsoft.com',
  'aka.ms',
  'azure.microsoft.com',
  'portal.azure.com',
  'entra.microsoft.com',
  'status.azure.com',
  'www.rfc-editor.org',
  'datatracker.ietf.org',
  'github.com',
]);

/** True for https addresses of the hosts above, without user info and without a port of their own. */
export function isTrustedLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === 'https:' && port === '' && username === '' && password === '' && hosts.has(hostname);
}
