import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HeaderPair } from '../../src/core/model/headers.ts';

/** One recorded call. */
export interface RecordedCall {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly answer: string;
  readonly purpose: 'token' | 'discovery' | 'challenge' | 'request';
}

interface HarEntry {
  readonly request: { readonly method: string; readonly url: string; readonly postData?: { readonly text?: string } };
  readonly response: {
    readonly status: number;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
    readonly content: { readonly text?: string };
  };
}

export const recordingsFolder = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'recordings');

/** The recorders masked names with words that no host and no tenant can have. */
const masks: readonly (readonly [string, string])[] = [
  ['keyvault_name', 'keyvault-name'],
  ['azure_managedhsm', 'azure-managedhsm'],
  ['azure_tenant_id', 'azure-tenant-id'],
];

export function readRecording(file: string): readonly RecordedCall[] {
  const text = masks.reduce((all, [from, to]) => all.replaceAll(from, to), readFileSync(path.join(recordingsFolder, file), 'utf8'));
  const { log } = JSON.parse(text) as { readonly log: { readonly entries: readonly HarEntry[] } };
  return log.entries.map(callOf);
}

function callOf({ request, response }: HarEntry): RecordedCall {
  const url = new URL(request.url);
  const headers = response.headers.map(({ name, value }): HeaderPair => [name, value]);
  const isLogin = /^login\./.test(url.hostname);
  const asks = headers.some(([name]) => name.toLowerCase() === 'www-authenticate');
  const purpose = !isLogin
    ? response.status === 401 && asks
      ? 'challenge'
      : 'request'
    : request.method === 'POST'
      ? 'token'
      : 'discovery';
  const { status, content } = response;
  return { method: request.method, url, body: request.postData?.text ?? '', status, headers, answer: content.text ?? '', purpose };
}

/** A call in one line: what it was for, where it went, what came. */
export const lineOf = ({ purpose, method, url, status }: Pick<RecordedCall, 'purpose' | 'method' | 'url' | 'status'>): string =>
  purpose === 'token' ? `token ${status}` : `${purpose} ${method} ${url.host.replace(/:443$/, '')}${url.pathname} ${status}`;
