import type { Message } from './message.ts';

/** Faults of proxies, and answers of somebody on the way. */
export const proxyMessages = {
  'proxy-auth-required': {
    title: 'The proxy wants a login',
    explanation: 'The proxy answered 407 before anything reached {request.host|the host}. {response.header proxy-authenticate|}',
    fix: '1. Set the proxy with its login in the setting kvhttp.proxy or http.proxy.\n2. NTLM and Kerberos logins need a local proxy that does them.',
    links: ['firewall', 'cliProxy'],
  },
  'proxy-refused-connect': {
    title: 'The proxy refused the tunnel',
    explanation:
      'The proxy does not let calls to {request.host|the host} through. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Have its administrator allow *.vault.azure.net and login.microsoftonline.com, port 443.',
    links: ['firewall'],
  },
  'proxy-closed': {
    title: 'The proxy closed the connection',
    explanation: '{failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it stays, look at the proxy’s log.',
    links: ['firewall'],
  },
  'proxy-portal-page': {
    title: 'A page of something else came instead of the service’s answer',
    explanation:
      '{request.host|The service} seems to answer {status|with success}, but the answer is a page and has none of the service’s own headers: a sign-in portal or proxy answered in its place.',
    fix: '1. Open any http page in a browser and sign in to the network.\n2. Look at Via and Server: {response.header via|} {response.header server|}\n3. Set kvhttp.proxy if the network has a proxy.',
    links: ['firewall'],
  },
  'proxy-own-answer': {
    title: 'A proxy or gateway answered {status|the request} itself',
    explanation:
      'The answer has none of the service’s own headers (x-ms-…): {response.header via|} {response.header server|something on the way} made it. The vault did not decide this.',
    fix: '1. Ask whoever runs it to allow {request.host|the host}.\n2. Compare without it: # @vault through another network, or the setting kvhttp.proxy.',
    links: ['firewall'],
  },
  'proxy-unreachable': {
    title: 'The proxy cannot be reached',
    explanation: '{failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check the setting kvhttp.proxy and the variables HTTPS_PROXY and NO_PROXY.\n2. Off the company network, remove it.',
    links: ['cliProxy'],
  },
  'proxy-timeout': {
    title: 'The proxy did not answer in time',
    explanation: '{failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check the setting kvhttp.proxy.\n2. Send again, or allow more: # @timeout 60s',
    links: ['cliProxy'],
  },
  'proxy-malformed': {
    title: 'The proxy does not speak HTTP',
    explanation:
      'What answered at the proxy’s address is no HTTP proxy. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check host, port and scheme of kvhttp.proxy: SOCKS proxies are not supported.',
    links: ['cliProxy'],
  },
} as const satisfies Record<string, Message>;
