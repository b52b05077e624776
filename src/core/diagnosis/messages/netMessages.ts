import type { Message } from './message.ts';

/** Faults of names and connections. */
export const netMessages = {
  'net-dns-not-found': {
    title: 'The name does not exist in DNS',
    explanation: 'No address is known for {request.host|the host}. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check the spelling, and nslookup {request.host|<host>} from this machine.\n2. On a company network, connect the VPN or use its DNS server.',
    links: ['firewall'],
  },
  'net-dns-temporary': {
    title: 'DNS does not answer at the moment',
    explanation:
      'The name server gave no answer for {request.host|the host} (temporary failure). {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it stays, check the network connection and the name server: nslookup {request.host|<host>}',
    links: ['firewall'],
  },
  'net-dns-timeout': {
    title: 'DNS took too long',
    explanation:
      'The look-up of {request.host|the host} did not end in time. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. Check the name servers of this machine; an unreachable VPN server is the usual reason.',
    links: ['firewall'],
  },
  'net-refused': {
    title: 'The connection was refused',
    explanation:
      'A machine answered for {request.host|the host}, and nothing listens at that port. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check host and port.\n2. For an emulator, start it: "Start Embedded Vault".\n3. For a kvhttp.connectTo rule, check its address.',
    links: ['firewall'],
  },
  'net-unreachable': {
    title: 'The address cannot be reached',
    explanation:
      'There is no route to {request.host|the host} from here. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check the network, VPN and routes.\n2. With a private endpoint, call from its network.',
    links: ['firewall', 'privateLink'],
  },
  'net-connect-timeout': {
    title: 'The connection could not be made in time',
    explanation:
      '{request.host|the host} did not answer to the attempt to connect. A firewall that drops packets without a word looks like this. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Test the way: Test-NetConnection {request.host|<host>} -Port 443, or nc -vz {request.host|<host>} 443\n2. Allow it in the firewall, or set kvhttp.proxy.\n3. Where the network is only slow, allow more: # @timeout 60s',
    links: ['firewall'],
  },
  'net-reset': {
    title: 'The connection was reset',
    explanation:
      '{request.host|the host}, or something on the way, cut the connection before an answer. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it stays, look for a firewall, VPN or antivirus that opens TLS.',
    links: ['firewall'],
  },
  'net-reset-in-headers': {
    title: 'The connection was reset in the middle of the headers',
    explanation: 'The answer began and was cut. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it stays, suspect a gateway on the way.',
    links: ['http1'],
  },
  'net-reset-in-body': {
    title: 'The connection was reset in the middle of the body',
    explanation:
      'Status and headers arrived; the rest of the body did not. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it stays, suspect a gateway that limits size or time.',
    links: ['http1'],
  },
  'net-closed-early': {
    title: 'The connection was closed before the answer was complete',
    explanation:
      '{request.host|the host} closed the connection too early. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it stays, look at the server’s or gateway’s log.',
    links: ['http1'],
  },
  'net-headers-timeout': {
    title: 'No answer in time',
    explanation:
      'The request was sent, and {request.host|the host} did not answer with headers in time. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again, or allow more: # @timeout 60s\n2. If it stays, look at the health of the service.',
    links: ['firewall'],
  },
  'net-body-timeout': {
    title: 'The body did not come in time',
    explanation:
      'Status and headers arrived; the body was not complete in time. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again, or allow more: # @timeout 60s\n2. If it stays, suspect a gateway on the way.',
    links: ['http1'],
  },
  'net-deadline': {
    title: 'The time for the whole request ran out',
    explanation:
      'The call had not ended when the limit was reached. The timeline shows which phase took it. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Allow more: # @timeout 60s, or the setting kvhttp.timeout.\n2. Look at the longest phase in the timeline.',
    links: ['firewall'],
  },
  'net-all-addresses-failed': {
    title: 'None of the host’s addresses could be reached',
    explanation:
      '{request.host|the host} has several addresses (IPv6 and IPv4), and each attempt failed. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. See the attempts in the call’s details.\n2. Test both families: curl -4 and curl -6 https://{request.host|<host>}',
    links: ['firewall'],
  },
  'net-blocked-port': {
    title: 'This port is blocked for HTTP',
    explanation:
      'The port is on the list of ports that HTTP clients refuse. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Use another port.',
    links: ['http'],
  },
  'net-engine-died': {
    title: 'The engine stopped in the middle of the request',
    explanation:
      'The worker that sends requests ended unexpectedly and was started anew. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it happens again, report it with the exported trace.',
    links: [],
  },
} as const satisfies Record<string, Message>;
