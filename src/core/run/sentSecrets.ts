import type { HeaderPair } from '../model/headers.ts';
import type { ResolvedRequest } from '../model/resolvedRequest.ts';
import { Secret } from '../model/secret.ts';
import { decodeBase64Url } from '../token/decodeBase64Url.ts';
import { isSecretPlace } from '../token/redactBody.ts';
import { rewriteJson } from '../token/rewriteJson.ts';
import { isSensitiveField, isSensitiveHeader } from '../token/sensitiveNames.ts';

/** Shorter ones (a flag of a cookie, a PIN) stand in every other text by chance. */
const shortest = 8;
/** A vault takes a megabyte at most, and values of 25 KB: beyond that nobody echoes. */
const longestBody = 1024 * 1024;
const longest = 64 * 1024;

/**
 * What a request carries under names that are never shown: credentials in its headers and its query, secret values in its body. They are
 * masked where they stand; whoever answers may say them again anywhere, under no such name.
 */
export function sentSecrets({ url, headers, body }: Pick<ResolvedRequest, 'url' | 'headers' | 'body'>): readonly Secret[] {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const sent = body === undefined || body.length > longestBody ? '' : new TextDecoder().decode(body);
  return [...headerSecrets(headers), ...formSecrets(query), ...bodySecrets(sent)]
    .filter(({ length }) => length >= shortest && length <= longest)
    .map(text => new Secret(text));
}

const headerSecrets = (headers: readonly HeaderPair[]): readonly string[] =>
  headers.flatMap(([name, value]) => (isSensitiveHeader(name) ? credentialsOf(value) : []));

/** Without its scheme; in Basic the password alone as well, and each value of cookies. */
function credentialsOf(value: string): readonly string[] {
  const [, scheme = '', rest = ''] = /^([A-Za-z][\w-]{0,19})\s+(\S.*)$/s.exec(value) ?? [];
  if (scheme.toLowerCase() === 'basic') {
    const pair = rest.includes(':') ? rest : decodeBase64(rest);
    return [rest, pair, pair.slice(pair.indexOf(':') + 1)];
  }
  const cookies = value.split(/;\s*/).map(part => part.slice(part.indexOf('=') + 1));
  return [rest, ...cookies];
}

function decodeBase64(text: string): string {
  const bytes = decodeBase64Url(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}

/** Decoded, and as they stand where that is something else. */
const formSecrets = (text: string): readonly string[] =>
  text.split('&').flatMap(part => {
    const equals = part.indexOf('=');
    const written = part.slice(0, Math.max(equals, 0));
    // Nearly every name stands as it is.
    if (!/[%+]/.test(written) && !isSensitiveField(written)) return [];
    const [[name = '', value = ''] = []] = new URLSearchParams(part);
    const raw = part.slice(equals + 1);
    if (!isSensitiveField(name)) return [];
    return raw === value ? [value] : [value, raw];
  });

function bodySecrets(text: string): readonly string[] {
  if (!/^\s*[[{]/.test(text)) return formSecrets(text);
  const found: string[] = [];
  rewriteJson(text, (value, place) => {
    if (isSecretPlace(place)) found.push(value);
    return value;
  });
  return found;
}
