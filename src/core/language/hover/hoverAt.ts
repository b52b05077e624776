import type { TextSpan } from '../../model/textSpan.ts';
import { type VariableScope, variableScopeOf } from '../../resolve/variableScope.ts';
import { expectedAudience } from '../../token/judgeAudience.ts';
import { blockAt } from '../blockAt.ts';
import type { CompletionFacts } from '../completion/completionFacts.ts';
import { factsOfDynamic } from '../completion/dynamicFacts.ts';
import { factsOfHeader } from '../completion/headerFacts.ts';
import { neededFor, operationOf } from '../completion/operations.ts';
import { knownResources } from '../completion/resources.ts';
import { directiveFacts, foreignDirectives } from '../directives.ts';
import { requestPlace } from '../explain/requestPlace.ts';
import { templateUses } from '../semantic/templateUses.ts';
import { type Directive, isRequestBlock, type KvDocument, type RequestBlock, spanInDocument } from '../syntax.ts';
import { targetText } from '../targetText.ts';
import { type HoverText, hoverLine } from './hoverText.ts';
import { variableHover } from './variableHover.ts';

type Found = Omit<HoverText, 'span'>;

/** What is known about what stands at a place: from the text and the given facts alone. Values that are secrets are hidden. */
export function hoverAt(document: KvDocument, offset: number, facts: CompletionFacts): HoverText | undefined {
  const block = blockAt(document.blocks, offset);
  if (block === undefined) return undefined;
  const covers = ({ start, end }: TextSpan) => block.start + start <= offset && offset < block.start + end;
  const at = (span: TextSpan, found: Found | undefined) => found && { span: spanInDocument(block, span), ...found };
  const use = templateUses(block).find(({ span }) => covers(span));
  const scope = variableScopeOf(document);
  const place = { document, block, scope, facts };
  if (use !== undefined) {
    const { expression } = use;
    return at(use.span, expression.kind === 'dynamic' ? dynamicHover(expression.name) : variableHover(expression.name, place));
  }
  const definition = block.syntax.definitions.find(({ name }) => covers(name));
  if (definition !== undefined) return at(definition.name, variableHover(definition.name.text, place));
  const directive = block.syntax.directives.find(covers);
  if (directive !== undefined) {
    const span = covers(directive.value) ? directive.value : directive.name;
    return at(span, directiveHover(directive, covers(directive.value), facts));
  }
  const header = block.syntax.headers.find(({ name }) => covers(name));
  if (header !== undefined) {
    const known = factsOfHeader(header.name.text);
    return at(header.name, known && { title: known.name, lines: [hoverLine(known.summary)] });
  }
  if (!isRequestBlock(block)) return undefined;
  const { method, target } = block.syntax.requestLine;
  const part = [...(method === null ? [] : [method]), ...target].find(covers);
  return part && at(part, operationHover(block, scope, facts));
}

function dynamicHover(name: string): Found | undefined {
  const facts = factsOfDynamic(name);
  return facts && { title: `$${name}`, lines: [hoverLine(facts.summary), hoverLine('Made anew at each send')] };
}

function directiveHover({ key, name, value }: Directive, onValue: boolean, facts: CompletionFacts): Found | undefined {
  if (onValue) {
    const found = valueHover(key, value.text, facts);
    if (found !== undefined) return found;
  }
  const known = directiveFacts(key);
  if (known !== undefined) return { title: `@${known.name}`, lines: [hoverLine(known.summary)] };
  const foreign = foreignDirectives.get(key);
  return foreign === undefined ? undefined : { title: `@${name.text}`, lines: [hoverLine(foreign)] };
}

function valueHover(key: string, text: string, facts: CompletionFacts): Found | undefined {
  if (key === 'vault') {
    const vault = facts.vaults.find(({ name }) => name === text);
    return vault && { title: text, lines: [hoverLine('Vault', vault.url), hoverLine('Credential', vault.credential)] };
  }
  if (key === 'credential') {
    const credential = facts.credentials.find(({ name }) => name === text);
    return credential && { title: text, lines: [hoverLine('Credential of kind', credential.kind)] };
  }
  if (key !== 'resource' && key !== 'scope') return undefined;
  const resource = key === 'scope' ? text.replace(/\/\.default$/, '') : text;
  const known = knownResources.find(each => each.resource === resource);
  if (known !== undefined) return { title: text, lines: [hoverLine(known.purpose)] };
  const near = knownResources.find(each => each.resource === resource.replace(/\/+$/, ''));
  return (
    near && {
      title: text,
      lines: [
        hoverLine('Not the same as', near.resource),
        hoverLine('The vault compares the audience to the letter: one slash more is another one'),
      ],
    }
  );
}

function operationHover(block: RequestBlock, scope: VariableScope, facts: CompletionFacts): Found | undefined {
  const written = targetText(block.syntax.requestLine);
  const place = requestPlace(block, { scope, facts }, facts);
  const target = (place.url ?? written).replace(/\{\{[^{}]*\}\}/g, 'x');
  const path = target.replace(/^(?:https?:\/\/[^/?#]*|x(?=\/))/i, '').split(/[?#]/, 1)[0] ?? '';
  const method = block.syntax.requestLine.method?.text.toUpperCase() ?? 'GET';
  const operation = place.kind === 'other' ? undefined : operationOf(method, path, place.host ?? undefined);
  const isManagement = place.kind === 'management';
  const resource = isManagement ? expectedAudience(`https://${place.host}`, null) : null;
  const plane = resource === null ? [] : [hoverLine('The management plane: needs a token for', resource)];
  if (operation === undefined) return isManagement ? { title: 'Azure Resource Manager', lines: plane } : undefined;
  const { permission, action, role } = neededFor(operation);
  return {
    title: operation.title,
    lines: [
      ...(role === null ? [] : [hoverLine('Least role', role)]),
      ...(action === null ? [] : [hoverLine(isManagement ? 'Action' : 'Data action', action)]),
      ...(permission === null ? [] : [hoverLine('With access policies', permission)]),
      ...(operation.since === null || isManagement ? [] : [hoverLine('From api-version', operation.since)]),
      ...plane,
    ],
  };
}
