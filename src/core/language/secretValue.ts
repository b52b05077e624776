import { findTokens } from '../token/findTokens.ts';

const secretName = /secret|token|passw|pwd|key|credential/i;
/** A URL with a password or a signature in it, a connection string. */
const holdsSecret =
  /:\/\/[^/\s@:]*:[^/\s@]+@|(?:^|[;&?\s])(?:password|pwd|accountkey|sharedaccesskey|sharedaccesssignature|sig|client_secret)=[^\s;&]/i;
const objectVariable = /^(?:secret|key)(?:[-_]?(?:name|version))?$/i;

/**
 * Whether a value is to be hidden. `@secret = db-password` in a file is the name of a secret, which stands in the URL anyway; the same
 * variable of an environment may be the secret itself. A value that is made of variables alone says nothing by itself.
 */
export function isSecretValue(name: string, value: string, place: 'file' | 'environment'): boolean {
  const written = value.replace(/\{\{[^{}]*\}\}/g, '');
  if (written.trim() === '') return false;
  if (holdsSecret.test(written)) return true;
  if (findTokens(value, { maxTokens: 1 }).length > 0) return true;
  const isObjectName = place === 'file' && objectVariable.test(name) && /^[0-9A-Za-z-]{1,40}$/.test(value);
  return secretName.test(name) && !isObjectName;
}
