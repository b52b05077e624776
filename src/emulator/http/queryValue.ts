/** The first value under a name, which has no case; null where there is none. */
export function queryValue(query: URLSearchParams, name: string): string | null {
  const wanted = name.toLowerCase();
  return [...query].find(([given]) => given.toLowerCase() === wanted)?.[1] ?? null;
}
