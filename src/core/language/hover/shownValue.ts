import { isSecretValue } from '../secretValue.ts';

const maxLength = 120;
export const hiddenValue = '••••••';

/** A variable's value as it may be shown: cut when it is long, hidden when its name or its form says that it is a secret. */
export function shownValue(name: string, value: string, place: 'file' | 'environment'): string {
  return isSecretValue(name, value, place) ? hiddenValue : cutValue(value);
}

export function cutValue(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
