import { looksLikeHttpyac } from '../language/looksLikeHttpyac.ts';
import { camelCaseName, isGivenName } from '../language/requestName.ts';
import { type Block, type Definition, isRequestBlock, type KvDocument, type RequestBlock } from '../language/syntax.ts';

/** A definition with the block that it stands in; `start` of its pieces counts from the block. */
export interface FoundDefinition {
  readonly block: Block;
  readonly definition: Definition;
  /** It stands below the request that uses it, and none stands above. */
  readonly below: boolean;
}

type DefinitionPlace = Pick<FoundDefinition, 'block' | 'definition'>;

/** The variables and request names of a document. */
export interface VariableScope {
  /** The definition that counts for a request: the nearest above or in its block, else the first one below. */
  find(name: string, from: Block): FoundDefinition | undefined;
  /** Splits `name.path` where `name` (or its camel-case alias) is a request; `name` is as the request has it. */
  reference(text: string): { readonly name: string; readonly path: string } | undefined;
  /** The first request that has this name, or an alias of it. */
  requestNamed(name: string): RequestBlock | undefined;
  /** Whether there is one. */
  hasRequest(name: string): boolean;
  /** Whether it is the title of several requests and the `@name` of none; `documentProblems` tells of a name that is given twice. */
  isSharedTitle(name: string): boolean;
  /** Whether any block of the document was written for httpYac. */
  isHttpyac(): boolean;
  readonly variableNames: readonly string[];
  readonly requestNames: readonly string[];
}

const known = new WeakMap<KvDocument, VariableScope>();

/** The scope of a document, gathered once: after each edit half a dozen features ask, and a long file has thousands of names. */
export function variableScopeOf(document: KvDocument): VariableScope {
  const scope = known.get(document) ?? createScope(document);
  known.set(document, scope);
  return scope;
}

function gatherVariables({ blocks }: KvDocument): ReadonlyMap<string, readonly DefinitionPlace[]> {
  const byName = new Map<string, DefinitionPlace[]>();
  for (const block of blocks) {
    for (const definition of block.syntax.definitions) {
      const others = byName.get(definition.name.text);
      if (others === undefined) byName.set(definition.name.text, [{ block, definition }]);
      else others.push({ block, definition });
    }
  }
  return byName;
}

interface RequestNames {
  /** By their names and the aliases of these; where several share one, the first has it. */
  readonly byWord: ReadonlyMap<string, RequestBlock>;
  readonly sharedTitles: ReadonlySet<string>;
}

function gatherRequests({ blocks }: KvDocument): RequestNames {
  const requests = new Map<string, RequestBlock>();
  const titles = new Set<string>();
  const given = new Set<string>();
  const shared = new Set<string>();
  for (const block of blocks) {
    const name = block.syntax.name?.text;
    if (name === undefined || !isRequestBlock(block)) continue;
    if (isGivenName(block.syntax)) given.add(name);
    else if (titles.has(name)) shared.add(name);
    else titles.add(name);
    if (!requests.has(name)) requests.set(name, block);
    const alias = camelCaseName(name);
    if (!requests.has(alias)) requests.set(alias, block);
  }
  return { byWord: requests, sharedTitles: new Set([...shared].filter(name => !given.has(name))) };
}

function createScope(document: KvDocument): VariableScope {
  const byName = gatherVariables(document);
  // A long file has thousands, and after most edits nobody asks for one.
  let requests: RequestNames | undefined;
  let names: readonly string[] | undefined;
  const requestNames = () => {
    requests ??= gatherRequests(document);
    return requests;
  };
  const requestOf = (name: string) => requestNames().byWord.get(name)?.syntax.name?.text;
  let isHttpyac: boolean | undefined;
  return {
    isHttpyac() {
      isHttpyac ??= document.blocks.some(looksLikeHttpyac);
      return isHttpyac;
    },
    find(name, from) {
      const all = byName.get(name) ?? [];
      const above = all.findLast(({ block }) => block.start <= from.start);
      if (above !== undefined) return { ...above, below: false };
      const below = all[0];
      return below === undefined ? undefined : { ...below, below: true };
    },
    reference(text) {
      const match = /^([^.[\]]+?)\s*(?:\.|(?=\[))(.+)$/s.exec(text);
      if (match === null) return undefined;
      const [, first = '', path = ''] = match;
      const name = requestOf(first);
      if (name !== undefined) return { name, path: canonicalPath(path) };
      const answered = first.endsWith('Response') ? requestOf(first.slice(0, -'Response'.length)) : undefined;
      if (answered === undefined) return undefined;
      return { name: answered, path: path.startsWith('request.') ? path : `response.${path}` };
    },
    requestNamed: name => requestNames().byWord.get(name),
    hasRequest: name => requestOf(name) !== undefined,
    isSharedTitle: name => requestNames().sharedTitles.has(requestOf(name) ?? name),
    variableNames: [...byName.keys()],
    get requestNames() {
      names ??= [...new Set(requestNames().byWord.values())].flatMap(({ syntax }) => syntax.name?.text ?? []);
      return names;
    },
  };
}

/** httpYac's `{{login.token}}` is a field of the answer's body; `loginResponse.headers['x']` is read above. */
function canonicalPath(path: string): string {
  if (/^(?:response|request|token|challenge)\.|^calls\[/.test(path)) return path;
  return `response.body.$${path.startsWith('[') ? '' : '.'}${path}`;
}
