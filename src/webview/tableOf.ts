/** A table of texts from its JSON; empty where that is missing or no table. */
export function tableOf(json: string | undefined): Readonly<Record<string, string>> {
  if (json === undefined || json === '') return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    // A page without its table speaks English.
    return {};
  }
}
