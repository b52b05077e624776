/** The names that the runtime gave an error and its causes, outermost first, each once. Message texts are never among them. */
export function rawCodes(error: unknown): readonly string[] {
  const found: string[] = [];
  collect(error, found, 0);
  return [...new Set(found)];
}

const deepest = 5;

function collect(error: unknown, found: string[], depth: number): void {
  if (!(error instanceof Error) || depth > deepest) return;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') found.push(code);
  else if (error.name !== 'Error') found.push(error.name);
  if (error instanceof AggregateError) for (const inner of error.errors) collect(inner, found, depth + 1);
  collect(error.cause, found, depth + 1);
}
