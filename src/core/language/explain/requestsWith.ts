import { blockTemplates, promptFor } from '../../resolve/blockTemplates.ts';
import { splitTemplate } from '../../resolve/template.ts';
import { variableScopeOf } from '../../resolve/variableScope.ts';
import { type Definition, type KvDocument, type RequestBlock, requestBlocks } from '../syntax.ts';

type Users = ReadonlyMap<Definition, readonly RequestBlock[]>;

const known = new WeakMap<KvDocument, Users>();

/**
 * The requests that the value of a definition goes into, also through other definitions. A prompt of theirs comes first. Gathered once
 * for a document: a long file may hold many secrets.
 */
export function requestsWith(definition: Definition, document: KvDocument): readonly RequestBlock[] {
  const users = known.get(document) ?? gather(document);
  known.set(document, users);
  return users.get(definition) ?? [];
}

function gather(document: KvDocument): Users {
  const users = new Map<Definition, RequestBlock[]>();
  for (const block of requestBlocks(document)) {
    for (const definition of definitionsOf(block, document)) {
      const others = users.get(definition);
      if (others === undefined) users.set(definition, [block]);
      else others.push(block);
    }
  }
  return users;
}

function definitionsOf(block: RequestBlock, document: KvDocument): ReadonlySet<Definition> {
  const scope = variableScopeOf(document);
  const found = new Set<Definition>();
  const names = blockTemplates(block).flatMap(({ text }) => namesIn(text));
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const definition = promptFor(block, name) === undefined ? scope.find(name, block)?.definition : undefined;
    if (definition === undefined || found.has(definition)) continue;
    found.add(definition);
    names.push(...namesIn(definition.value.text));
  }
  return found;
}

function namesIn(text: string): string[] {
  if (!text.includes('{{')) return [];
  return splitTemplate(text).flatMap(part =>
    part.kind === 'expression' && part.expression.kind === 'variable' ? [part.expression.name] : [],
  );
}
