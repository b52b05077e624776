/** Names of fields and headers whose value is a secret wherever it goes. */
const secretName =
  /^(?:value|access_token|refresh_token|id_token|client_secret|client_assertion|password|token|k|d|authorization|cookie|set-cookie)$/i;
const lastName = /([\w-]+)['"\]\s]*$/;

/** What must be hidden of a value that was taken from an earlier answer: the value itself, or the secret fields of JSON. */
export function referenceSecrets(path: string, value: string): readonly string[] {
  const name = lastName.exec(path)?.[1] ?? '';
  const isToken = path.startsWith('token.') || path.startsWith('challenge.');
  if (!isToken && secretName.test(name)) return [value];
  // What token calls send and receive is secret as a whole.
  if (/^calls\[\d+\]\.(?:request|response)\.(?:body|parsedBody)/.test(path)) return [value, ...jsonSecrets(value)];
  return jsonSecrets(value);
}

function jsonSecrets(text: string): readonly string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  const found: string[] = [];
  try {
    JSON.parse(text, (key, value: unknown) => {
      if (typeof value === 'string' && value !== '' && secretName.test(key)) found.push(value);
      return value;
    });
  } catch {
    // Not JSON, or nested too deep to be read: a text with fields that cannot be told apart is hidden whole.
    return [text];
  }
  return found;
}
