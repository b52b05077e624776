import { Secret } from '../core/model/secret.ts';
import { isLinkLocalAddress, isLoopbackHost, plainHost } from './loopbackHost.ts';
import { inNoProxyList } from './noProxyList.ts';
import type { ConnectTo, ProxyConfig } from './transport.ts';
import { TransportError } from './transportError.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface ProxyEndpoint extends Endpoint {
  readonly secure: boolean;
  /** Value of `Proxy-Authorization`, where the proxy's URL holds credentials. */
  readonly authorization: Secret | null;
}

/** Where the bytes of one origin go: straight to `target`, or to `proxy`, which is asked for `target`. */
export interface Route {
  readonly target: Endpoint;
  readonly proxy: ProxyEndpoint | null;
}

/** An entry of `connectTo` comes first; what ends on this machine never goes through a proxy. */
export function chooseRoute(origin: Endpoint, connectTo: readonly ConnectTo[], proxy: ProxyConfig | null): Route {
  const entry = connectTo.find(candidate => plainHost(candidate.host) === plainHost(origin.host) && candidate.port === origin.port);
  const target = entry ? { host: plainHost(entry.address), port: entry.addressPort } : { host: plainHost(origin.host), port: origin.port };
  if (proxy === null || isLoopbackHost(target.host) || isLinkLocalAddress(target.host)) return { target, proxy: null };
  const direct = inNoProxyList(proxy.noProxy, origin.host, origin.port) || inNoProxyList(proxy.noProxy, target.host, target.port);
  return { target, proxy: direct ? null : proxyEndpoint(proxy.url) };
}

/** @throws {TransportError} `proxy-invalid`; the message never holds the URL, which may hold a password. */
export function proxyEndpoint(text: string): ProxyEndpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new TransportError('proxy-invalid', 'The proxy setting must be an http:// or https:// URL.');
  }
  const secure = url.protocol === 'https:';
  return {
    host: plainHost(url.hostname),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    secure,
    authorization: basicCredentials(url),
  };
}

function basicCredentials(url: URL): Secret | null {
  if (url.username === '' && url.password === '') return null;
  try {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return new Secret(`Basic ${Buffer.from(pair, 'utf8').toString('base64')}`);
  } catch (cause) {
    throw new TransportError('proxy-invalid', 'The user or password in the proxy setting is not percent-encoded correctly.', { cause });
  }
}
