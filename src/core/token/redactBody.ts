import { masks } from './masks.ts';
import type { TextRedactor } from './redactText.ts';
import { type JsonPlace, rewriteJson } from './rewriteJson.ts';
import { isPrivateKeyMember, isSensitiveField } from './sensitiveNames.ts';

/** Stands for a body that is no text. */
export const binaryMask = '[binary body removed]';
const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A body without what must not be shown. JSON stays JSON: only the secret values are replaced, among them every
 * `value` (secrets, decrypted data, backups and imported certificates all travel under that name).
 */
export function redactBody(bytes: Uint8Array, contentType: string, redact: TextRedactor): Uint8Array {
  if (bytes.length === 0) return bytes;
  const text = readText(bytes, contentType);
  if (text === undefined) return encoder.encode(binaryMask);
  const next = redactBodyText(text, contentType, redact);
  return next === text ? bytes : encoder.encode(next);
}

/** @param isSecret what is hidden in JSON whatever it is */
export function redactBodyText(text: string, contentType: string, redact: TextRedactor, isSecret = isSecretPlace): string {
  if (isJsonText(text)) return redactJson(text, redact, isSecret);
  // Whether it is a form is asked after the listed secrets are gone: a second pass must come to the same answer.
  const plain = redact(text);
  return bodyForm(plain, contentType) === 'form' ? redactForm(plain, redact) : plain;
}

/** As what a body is redacted, and so how a value in it is written. */
export function bodyForm(text: string, contentType: string): 'json' | 'form' | 'text' {
  if (isJsonText(text)) return 'json';
  return /x-www-form-urlencoded/i.test(contentType) || isForm(text) ? 'form' : 'text';
}

const isJsonText = (text: string): boolean => /^\s*[[{"]/.test(text);
const isForm = (text: string): boolean => /^[\w.-]+=[^\s<&]*(?:&[\w.-]+=[^\s<&]*)*$/.test(text.trim());

function redactJson(text: string, redact: TextRedactor, isSecret: (place: JsonPlace) => boolean): string {
  return rewriteJson(text, (value, place) => (value !== '' && isSecret(place) ? masks.value : redact(value)));
}

/** Whether what stands here in JSON is secret whatever it is. */
export function isSecretPlace({ key, parent, isKey }: JsonPlace): boolean {
  if (isKey || key === null) return false;
  return isSensitiveField(key) || key.toLowerCase() === 'value' || (isPrivateKeyMember(key) && isJwkPlace(key, parent));
}

/** One-letter names are common; they are masked inside `key` and its like, and as members of a bare JWK. */
const isJwkPlace = (key: string, parent: string | null): boolean => parent === null || /key|jwk/i.test(parent) || key.length > 1;

/** `name=value&…`, of a body or a query. A code is secret only as the grant that it is. */
export function redactForm(text: string, redact: TextRedactor): string {
  const isCodeGrant = /(?:^|&)grant_type=authorization_code(?:&|$)/.test(text);
  const parts = text.split('&').map(part => {
    const equals = part.indexOf('=');
    if (equals < 0) return redact(part);
    const name = part.slice(0, equals);
    const secret = isSensitiveField(decoded(name)) || (isCodeGrant && name === 'code');
    return secret && equals + 1 < part.length ? `${name}=${masks.value}` : redact(part);
  });
  return redact(parts.join('&'));
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape: the name is compared as it stands.
    return text;
  }
}

/** UTF-8, or Latin-1 where the type says that it is text; undefined for binary. */
function readText(bytes: Uint8Array, contentType: string): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    // A body that was cut in the middle of a character is still text.
    return /^\s*(?:text\/|application\/(?:json|xml|x-www-form-urlencoded))/i.test(contentType) ? lenient.decode(bytes) : undefined;
  }
}
