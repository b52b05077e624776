import type { Message } from './message.ts';

/** Faults of HTTP messages. */
export const httpMessages = {
  'http-plain-on-tls-port': {
    title: 'Plain http was sent to a TLS port',
    explanation: '{request.host|the host} expects TLS there. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Write https://',
    links: ['http'],
  },
  'http-short-body': {
    title: 'The body is shorter than announced',
    explanation:
      'Fewer bytes arrived than Content-Length says. Key Vault itself does not send this: a proxy or gateway on the way does. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again; do not trust the part that came.',
    links: ['http1'],
  },
  'http-long-body': {
    title: 'The body is longer than announced',
    explanation:
      'More bytes arrived than Content-Length says; the rest was dropped. Key Vault itself does not send this: a proxy or gateway on the way does. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look for a gateway that changes bodies but not their length.',
    links: ['http1'],
  },
  'http-bad-chunk': {
    title: 'The chunked body is broken',
    explanation:
      'A chunk has no valid size or end. Key Vault itself does not send this: a proxy or gateway on the way does. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.\n2. If it stays, find the gateway.',
    links: ['http1'],
  },
  'http-cl-and-te': {
    title: 'The answer has Content-Length and Transfer-Encoding',
    explanation:
      'The two contradict each other, which attackers use to smuggle messages (RFC 9112 section 6.3). Key Vault itself does not send this: a proxy or gateway on the way does. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Find the gateway that adds the second one.',
    links: ['http1'],
  },
  'http-duplicate-content-length': {
    title: 'Content-Length stands twice with different values',
    explanation:
      'Key Vault itself does not send this: a proxy or gateway on the way does. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Find the gateway that adds the second one.',
    links: ['http1'],
  },
  'http-unexpected-100': {
    title: 'The server said "continue" without being asked',
    explanation: 'A 100 came although the request did not expect one. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Harmless if the final answer is good; otherwise look at the server.',
    links: ['http'],
  },
  'http-interim-flood': {
    title: 'Too many interim answers',
    explanation:
      'The server sent one 1xx answer after the other and no final one. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look who answered; Key Vault does not do this.',
    links: ['http'],
  },
  'http-unexpected-101': {
    title: 'The server switched protocols without being asked',
    explanation: 'A 101 came although no upgrade was requested. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look who answered; Key Vault does not do this.',
    links: ['http'],
  },
  'http-body-not-allowed': {
    title: 'A body where none may be',
    explanation:
      'An answer such as 204 or 304 brought a body. Key Vault itself does not send this: a proxy or gateway on the way does. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Find the gateway that adds it.',
    links: ['http'],
  },
  'http-http2-error': {
    title: 'HTTP/2 broke',
    explanation: 'The HTTP/2 connection ended with an error. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again.',
    links: ['http'],
  },
  'http-bad-encoding': {
    title: 'The body is not encoded as it says',
    explanation:
      'Content-Encoding names a compression that the bytes do not have. Key Vault itself does not send this: a proxy or gateway on the way does. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Find the gateway that changes the body.',
    links: ['http'],
  },
  'http-truncated-encoding': {
    title: 'The compressed body ends too early',
    explanation: 'The part that came was decoded, the rest is missing. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Send again; do not trust the part that came.',
    links: ['http'],
  },
  'http-unread-encoding': {
    title: 'The recorded body cannot be unpacked here',
    explanation:
      'The recorder kept the body as it was packed on the wire. {failure|Its coding is not known here.} What the service said in it, and so the cause, stays unknown.',
    fix: '1. Record again with the bodies decoded (Fiddler: the button “Decode”; mitmproxy and browsers do so by themselves).\n2. For zstd, run kvhttp with Node 22.15 or newer, or use the editor.\n3. Or have the client ask for gzip: Accept-Encoding: gzip.',
    links: ['http'],
  },
  'http-too-many-encodings': {
    title: 'Too many layers of compression',
    explanation: 'Content-Encoding lists more layers than are decoded. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look who answered; Key Vault does not do this.',
    links: ['http'],
  },
  'http-decompression-bomb': {
    title: 'The body grows too much when decoded',
    explanation:
      'Decoding stopped because a few bytes became too many. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look who answered; Key Vault answers are small.',
    links: ['http'],
  },
  'http-body-too-large': {
    title: 'The body is too large',
    explanation: 'Reading stopped at the limit. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check the URL: Key Vault answers are small.',
    links: ['http'],
  },
  'http-header-overflow': {
    title: 'The headers are too large',
    explanation: '{failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look who answered; cookies of a portal are a usual reason.',
    links: ['http'],
  },
  'http-malformed': {
    title: 'The answer is not HTTP',
    explanation:
      '{request.host|the host} answered with something that is no HTTP message. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Check host and port.',
    links: ['http1'],
  },
  'http-odd-status': {
    title: 'The status is none that HTTP knows',
    explanation:
      'The status {status|in the answer} is outside 100 to 599. {failure|See the call in the timeline for the runtime’s own words.}',
    fix: '1. Look who answered.',
    links: ['http'],
  },
  'http-redirect': {
    title: 'The server answered with a redirect',
    explanation:
      'The answer is {status|3xx} to {response.header location|another address}. Key Vault does not redirect data-plane calls: a portal or gateway does. It was not followed, and no token went there.',
    fix: '1. Look at the address: is it a sign-in page of a network?\n2. To follow it on purpose: # @follow-redirect (the token is not sent to another origin).',
    links: ['http'],
  },
  'http-not-json': {
    title: 'The answer is not JSON',
    explanation:
      '{request.host|the host} answered {status|with a success}, but what came is no data: a page, a piece that was cut off, or other text. The service did not make it, or it was changed on its way.',
    fix: '1. Look at the body.\n2. For a page: sign in to the network, or set kvhttp.proxy.',
    links: ['firewall'],
  },
  'http-missing-challenge': {
    title: 'The 401 has no challenge',
    explanation:
      '{request.host|the host} answered 401 without WWW-Authenticate, so no client can know where to get a token. Key Vault always sends one: a gateway removed it, or answered itself.',
    fix: '1. Look at the Via and Server headers.\n2. With # @flow rest the token is asked for first; the vault’s tenant must be known then.',
    links: ['http', 'authentication'],
  },
} as const satisfies Record<string, Message>;
