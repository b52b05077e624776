import type { Message } from './message.ts';

/** Faults of the TLS handshake. */
export const tlsMessages = {
  'tls-self-signed': {
    title: 'The certificate is self-signed',
    explanation:
      '{request.host|the host} shows a certificate that no authority has signed. A proxy that opens TLS, or a test server. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. For a company proxy, add its root certificate to the system’s store.\n2. For a local emulator, pass its CA with --ca FILE.\n3. Never switch the check off where a token is sent.',
    links: ['firewall'],
  },
  'tls-expired': {
    title: 'The server’s certificate has expired',
    explanation:
      'The certificate of {request.host|the host} is past its end. If it is the service’s own, this machine’s clock is wrong. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check the date of this machine.\n2. Look at the certificate in the call’s details: whose is it?',
    links: ['tls'],
  },
  'tls-not-yet-valid': {
    title: 'The server’s certificate is not valid yet',
    explanation:
      'The certificate of {request.host|the host} starts in the future: this machine’s clock is probably behind. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Set the clock: w32tm /resync, or sudo chronyc makestep.',
    links: ['tls'],
  },
  'tls-wrong-host': {
    title: 'The certificate is for another host',
    explanation:
      'The certificate does not name {request.host|the host}. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Call the vault by its own name, not by an alias or address (private link: <vault>.vault.azure.net).\n2. To reach another address under the right name, use kvhttp.connectTo.',
    links: ['privateLink', 'tls'],
  },
  'tls-unknown-ca': {
    title: 'The certificate’s authority is not known here',
    explanation:
      'The certificate of {request.host|the host} is signed by an authority that this machine does not trust: in most cases a company proxy that opens TLS. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Add the proxy’s root certificate to the system’s store.\n2. Or have the proxy leave *.vault.azure.net alone.',
    links: ['firewall'],
  },
  'tls-version': {
    title: 'No common TLS version',
    explanation:
      '{request.host|the host} and this client have no TLS version in common. Azure wants TLS 1.2 or newer. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look for an old proxy or gateway on the way.',
    links: ['tls'],
  },
  'tls-handshake-reset': {
    title: 'The connection was cut during the TLS handshake',
    explanation:
      '{request.host|the host}, or something on the way, ended the connection at the hello. Firewalls that filter by name do this. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Allow the host name in the firewall.\n2. Compare from another network.',
    links: ['firewall'],
  },
  'tls-timeout': {
    title: 'The TLS handshake took too long',
    explanation:
      'The connection to {request.host|the host} was made, and the handshake did not end in time. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it stays, suspect a firewall or a packet-size problem of a VPN.',
    links: ['firewall'],
  },
  'tls-plain-server': {
    title: 'The server does not speak TLS on this port',
    explanation:
      '{request.host|the host} answered the TLS hello with plain text. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check the port; write http:// only for a loopback server.',
    links: ['tls'],
  },
  'tls-client-certificate-required': {
    title: 'The server wants a client certificate',
    explanation:
      '{request.host|the host} ended the handshake because no client certificate was shown. Key Vault does not ask for one: something else answered. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look who answered: the certificate in the call’s details.\n2. If it is a gateway of yours, name the file of your certificate in kvhttp.clientCertificates.',
    links: ['tls'],
  },
  'tls-sni-refused': {
    title: 'The server does not know this name',
    explanation:
      '{request.host|the host} is not served there (unrecognized name). {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check the address behind the name, and kvhttp.connectTo rules.',
    links: ['tls'],
  },
  'tls-thumbprint-mismatch': {
    title: 'The server shows another certificate than the expected one',
    explanation:
      '{request.host|the host} is known by the thumbprint of its certificate (IDENTITY_SERVER_THUMBPRINT), and showed another one. Nothing was sent to it. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Compare the certificate in the call’s details with the thumbprint: on Service Fabric both come from the cluster, and a renewed certificate needs a restart of the service.\n2. If neither was renewed, find out who answers at that address.',
    links: ['tls'],
  },
  'tls-other': {
    title: 'The TLS handshake failed',
    explanation: '{failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. See the runtime’s code in the call’s details.\n2. openssl s_client -connect {request.host|<host>}:443 -servername {request.host|<host>}',
    links: ['tls'],
  },
} as const satisfies Record<string, Message>;
