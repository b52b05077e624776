import { runName } from '../language/importLine.ts';
import { camelCaseName } from '../language/requestName.ts';
import { type KvDocument, type RequestBlock, requestBlocks } from '../language/syntax.ts';

export interface RequestDependency {
  readonly block: RequestBlock;
  /** `@force-ref`: send it even where it was sent before. */
  readonly force: boolean;
}

/**
 * The requests that `@ref` and `@force-ref` want sent before a request, in the order of sending. Those of the dependencies come first;
 * a request that depends on itself, and a name that no request has, add nothing.
 */
export function requestDependencies(document: KvDocument, block: RequestBlock): readonly RequestDependency[] {
  // Most requests have none: the names of a long file are not gathered for those.
  if (wantedBy(block).length === 0) return [];
  const requests = requestsByName(document);
  const found: RequestDependency[] = [];
  const seen = new Set<RequestBlock>([block]);
  // A stack of its own: a chain of references can be as long as the file.
  const open: { readonly wanted: RequestDependency[]; readonly done: RequestDependency | null }[] = [
    { wanted: directDependencies(requests, block), done: null },
  ];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.wanted.shift();
    if (next === undefined) {
      if (top.done !== null) found.push(top.done);
      open.pop();
    } else if (!seen.has(next.block)) {
      seen.add(next.block);
      open.push({ wanted: directDependencies(requests, next.block), done: next });
    }
  }
  return found;
}

/** The first request of each name, and of each camel-case alias that is no name. */
function requestsByName(document: KvDocument): ReadonlyMap<string, RequestBlock> {
  const named = requestBlocks(document).flatMap(block => (block.syntax.name === null ? [] : [[block.syntax.name.text, block] as const]));
  const aliases = named.map(([name, block]) => [camelCaseName(name), block] as const);
  // A later entry replaces an earlier one.
  return new Map([...aliases.toReversed(), ...named.toReversed()]);
}

function directDependencies(requests: ReadonlyMap<string, RequestBlock>, block: RequestBlock): RequestDependency[] {
  return wantedBy(block).flatMap(({ name, force }) => {
    const wanted = requests.get(name);
    return wanted === undefined ? [] : [{ block: wanted, force }];
  });
}

/** What a request itself asks for, in the order of the text. */
function wantedBy({ syntax }: RequestBlock): readonly { readonly name: string; readonly force: boolean }[] {
  const wanted = syntax.directives.flatMap(({ key, value, start }) =>
    key === 'ref' || key === 'forceref' ? [{ name: value.text, force: key === 'forceref', start }] : [],
  );
  // JetBrains: `run #name` above a request sends that one first, each time.
  const runs = syntax.sections.flatMap(({ kind, start, end }) => {
    const name = kind === 'import' ? runName(syntax.text.slice(start, end)) : undefined;
    return name === undefined ? [] : [{ name, force: true, start }];
  });
  return [...wanted, ...runs].toSorted((a, b) => a.start - b.start);
}
