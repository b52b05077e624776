import { findTokens } from '../../token/findTokens.ts';

const secretName = /secret|token|passw|pwd|key|credential/i;
const objectVariable = /^(?:secret|key)(?:[-_]?(?:name|version))?$/i;
const maxLength = 120;

/** A variable's value as it may be shown: cut when it is long, hidden when its name or its form says that it is a secret. */
export function shownValue(name: string, value: string, place: 'file' | 'environment'): string {
  if (isSecretValue(name, value, place)) return '••••••';
  const line = value.replace(/\s+/g, ' ');
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/**
 * Whether a value is to be hidden. `@secret = db-password` in a file is the name of a secret, which stands in the URL anyway; the same
 * variable of an environment may be the secret itself.
 */
export function isSecretValue(name: string, value: string, place: 'file' | 'environment'): boolean {
  if (value.includes('{{') || value === '') return false;
  if (findTokens(value, { maxTokens: 1 }).length > 0) return true;
  const isObjectName = place === 'file' && objectVariable.test(name) && /^[0-9A-Za-z-]{1,40}$/.test(value);
  return secretName.test(name) && !isObjectName;
}
