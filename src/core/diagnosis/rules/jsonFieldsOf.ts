/** The fields of a text that is a JSON object; undefined for any other text. */
export function jsonFieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // Not JSON: that is the answer.
    return undefined;
  }
}
