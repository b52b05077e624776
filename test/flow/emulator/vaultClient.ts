import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { EmbeddedVaultInfo } from '../../../src/core/model/embeddedVault.ts';
import type { JsonObject } from '../../../src/core/model/tokenFacts.ts';

export const sampleHost = 'kvhttp--sample.vault.azure.net';

/** What came back, as read. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface Ask {
  readonly method?: string;
  readonly path: string;
  /** The Host header; the sample vault's name unless said. */
  readonly host?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

/** One call over TLS to the loopback port, checked against the CA of this start. */
export function call(info: EmbeddedVaultInfo, ask: Ask): Promise<Reply> {
  const host = ask.host ?? sampleHost;
  const options: RequestOptions = {
    host: '127.0.0.1',
    port: info.port,
    servername: host.startsWith(sampleHost) ? sampleHost : 'localhost',
    ca: info.caCertificate,
    method: ask.method ?? 'GET',
    path: ask.path,
    headers: { Host: host, ...(ask.token === undefined ? {} : { Authorization: `Bearer ${ask.token}` }), ...ask.headers },
    agent: false,
  };
  const body = typeof ask.body === 'object' ? JSON.stringify(ask.body) : ask.body;
  return new Promise((resolve, reject) => {
    httpsRequest(options, response => void read(response).then(resolve, reject))
      .on('error', reject)
      .on('upgrade', (_response, socket) => {
        socket.destroy();
        reject(new Error('the connection was upgraded'));
      })
      .end(body);
  });
}

/** One call to the plain metadata endpoint. */
export function callImds(info: EmbeddedVaultInfo, path: string, headers: Readonly<Record<string, string>>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    httpRequest(new URL(path, info.imdsUrl), { headers, agent: false }, response => void read(response).then(resolve, reject))
      .on('error', reject)
      .end();
  });
}

async function read(response: IncomingMessage): Promise<Reply> {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { status: response.statusCode ?? 0, headers: response.headers, rawHeaders: response.rawHeaders, body };
}

/** A form sent to a token endpoint of the embedded tenant. */
export function askToken(
  info: EmbeddedVaultInfo,
  form: Readonly<Record<string, string>>,
  version: 'v1' | 'v2' = 'v2',
  tenant = info.tenantId,
) {
  const path = version === 'v1' ? `/${tenant}/oauth2/token` : `/${tenant}/oauth2/v2.0/token`;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return call(info, { method: 'POST', path, host: `localhost:${info.port}`, headers, body: new URLSearchParams(form).toString() });
}

/** The form of a good token request of one of the clients. */
export function credentials(info: EmbeddedVaultInfo, name = 'sample'): Readonly<Record<string, string>> {
  const client = info.clients.find(candidate => candidate.name === name);
  if (client === undefined) throw new Error(`no client ${name}`);
  return { grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.clientSecret };
}

export async function tokenOf(info: EmbeddedVaultInfo, name = 'sample', more: Readonly<Record<string, string>> = {}): Promise<string> {
  const reply = await askToken(info, { ...credentials(info, name), scope: 'https://vault.azure.net/.default', ...more });
  return String(json(reply).access_token);
}

export const json = (reply: Reply): JsonObject => JSON.parse(reply.body) as JsonObject;

/** `code`, `message` and `innererror.code` of the service's error body. */
export function errorOf(reply: Reply): { readonly code: string; readonly message: string; readonly inner: string | undefined } {
  const { error } = json(reply) as { error: { code: string; message: string; innererror?: { code: string } } };
  return { code: error.code, message: error.message, inner: error.innererror?.code };
}
