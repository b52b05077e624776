/** Options that take a value: one that is not known as such would leave its value behind as the URL. */
export const valuedOptions: ReadonlySet<string> = new Set(
  `request header data data-raw data-binary data-ascii data-urlencode json form form-string upload-file url url-query user user-agent referer
  cookie max-time output write-out variable expand-url expand-header expand-data config oauth2-bearer aws-sigv4 request-target
  proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass
  proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 preproxy
  noproxy socks4 socks4a socks5 socks5-gssapi-service socks5-hostname haproxy-clientip
  cacert capath cert cert-type ciphers crlfile curves key key-type pass pinnedpubkey tls-max tls13-ciphers tlsauthtype tlspassword tlsuser
  egd-file random-file engine hostpubmd5 hostpubsha256 pubkey ech
  connect-timeout connect-to resolve interface local-port dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url ipfs-gateway ip-tos
  abstract-unix-socket unix-socket happy-eyeballs-timeout-ms keepalive-time keepalive-cnt expect100-timeout limit-rate rate max-filesize
  max-redirs retry retry-delay retry-max-time speed-limit speed-time range continue-at time-cond
  cookie-jar dump-header alt-svc hsts etag-compare etag-save create-file-mode output-dir stderr trace trace-ascii trace-config libcurl
  netrc-file proto proto-default proto-redir parallel-max service-name sasl-authzid login-options delegation krb
  ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode mail-auth mail-from mail-rcpt quote telnet-option tftp-blksize
  vlan-priority`.split(/\s+/),
);
const shortNames: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  u: 'user',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  m: 'max-time',
  o: 'output',
  w: 'write-out',
  F: 'form',
  T: 'upload-file',
  x: 'proxy',
  E: 'cert',
  c: 'cookie-jar',
  r: 'range',
  D: 'dump-header',
  G: 'get',
  I: 'head',
  L: 'location',
  k: 'insecure',
  K: 'config',
  C: 'continue-at',
  P: 'ftp-port',
  Q: 'quote',
  U: 'proxy-user',
  t: 'telnet-option',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
};

/** Without an effect on what is sent, or done here anyway. */
export const quietOptions: ReadonlySet<string> = new Set(
  'silent show-error verbose include fail compressed output write-out remote-name globoff http1.1 http2 tlsv1.2 tlsv1.3 no-progress-meter progress-bar location-trusted ipv4 ipv6 s S v i f O g # N 4 6 dump-header'.split(
    ' ',
  ),
);

/** `--header x`, `--header=x`, `-H x`, `-Hx`, `-sSL`; a word without a dash is the URL. */
export function optionsOf(word: string): readonly { readonly name: string; readonly value: string | undefined }[] {
  if (word === '-' || !word.startsWith('-')) return [{ name: 'url', value: word }];
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return [equals < 0 ? { name: word.slice(2), value: undefined } : { name: word.slice(2, equals), value: word.slice(equals + 1) }];
  }
  const options: { name: string; value: string | undefined }[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const name = shortNames[letter] ?? letter;
    const rest = word.slice(at + 1);
    const takesRest = valuedOptions.has(name) && rest !== '';
    options.push({ name, value: takesRest ? rest : undefined });
    if (takesRest) break;
  }
  return options;
}
