import type { TextSpan } from '../../model/textSpan.ts';
import { promptFor } from '../../resolve/blockTemplates.ts';
import { createVariableScope, type VariableScope } from '../../resolve/variableScope.ts';
import type { CompletionFacts } from '../completion/completionFacts.ts';
import { factsOfDynamic } from '../completion/dynamicFacts.ts';
import { factsOfHeader } from '../completion/headerFacts.ts';
import { neededFor, operationOf } from '../completion/operations.ts';
import { knownResources } from '../completion/resources.ts';
import { directiveFacts, foreignDirectives } from '../directives.ts';
import { offlineText } from '../explain/offlineText.ts';
import { requestPlace } from '../explain/requestPlace.ts';
import { templateUses } from '../semantic/templateUses.ts';
import { type Block, type Directive, isRequestBlock, type KvDocument, type RequestBlock, spanInDocument } from '../syntax.ts';
import { isSecretValue, shownValue } from './shownValue.ts';

/** One line of a hover: words, with a text of the file or the settings behind them where there is one. */
export interface HoverLine {
  readonly label: string;
  readonly code: string | null;
}

export interface HoverText {
  readonly span: TextSpan;
  readonly title: string;
  readonly lines: readonly HoverLine[];
}

type Found = Omit<HoverText, 'span'>;
const line = (label: string, code: string | null = null): HoverLine => ({ label, code });

/** What is known about what stands at a place: from the text and the given facts alone. Values that are secrets are hidden. */
export function hoverAt(document: KvDocument, offset: number, facts: CompletionFacts): HoverText | undefined {
  const block = document.blocks.findLast(({ start }) => start <= offset);
  if (block === undefined) return undefined;
  const covers = ({ start, end }: TextSpan) => block.start + start <= offset && offset < block.start + end;
  const at = (span: TextSpan, found: Found | undefined) => found && { span: spanInDocument(block, span), ...found };
  const use = templateUses(block).find(({ span }) => covers(span));
  const scope = createVariableScope(document);
  if (use !== undefined) {
    const { expression } = use;
    return at(
      use.span,
      expression.kind === 'dynamic' ? dynamicHover(expression.name) : variableHover(expression.name, block, scope, facts),
    );
  }
  const definition = block.syntax.definitions.find(({ name }) => covers(name));
  if (definition !== undefined) return at(definition.name, variableHover(definition.name.text, block, scope, facts));
  const directive = block.syntax.directives.find(covers);
  if (directive !== undefined) {
    const span = covers(directive.value) ? directive.value : directive.name;
    return at(span, directiveHover(directive, covers(directive.value), facts));
  }
  const header = block.syntax.headers.find(({ name }) => covers(name));
  if (header !== undefined) {
    const known = factsOfHeader(header.name.text);
    return at(header.name, known && { title: known.name, lines: [line(known.summary)] });
  }
  if (!isRequestBlock(block)) return undefined;
  const { method, target } = block.syntax.requestLine;
  const part = [...(method === null ? [] : [method]), ...target].find(covers);
  return part && at(part, operationHover(block, scope, facts));
}

function variableHover(name: string, block: Block, scope: VariableScope, facts: CompletionFacts): Found {
  const inEnvironment = Object.hasOwn(facts.environment, name) ? facts.environment[name] : undefined;
  const prompt = isRequestBlock(block) ? promptFor(block, name) : undefined;
  const found = scope.find(name, block);
  const reference = found === undefined && inEnvironment === undefined ? scope.reference(name) : undefined;
  const below = [
    ...(prompt !== undefined && found !== undefined ? [line(`Shadows the definition in line ${lineOf(found)}`)] : []),
    ...((prompt !== undefined || found !== undefined) && inEnvironment !== undefined
      ? [line('Shadows the environment, which has', shownValue(name, inEnvironment, 'environment'))]
      : []),
  ];
  if (prompt !== undefined) return { title: name, lines: [line('Asked for when the request is sent:', prompt.question), ...below] };
  if (found !== undefined) {
    const { value } = found.definition;
    const filled = offlineText(value.text, block, { scope, facts });
    const isSecret = isSecretValue(name, value.text, 'file') || (filled !== undefined && isSecretValue(name, filled, 'file'));
    const shown = isSecret ? '••••••' : shownValue(name, filled ?? value.text, 'file');
    const more = filled === undefined ? [line('Some of it is known only when the request is sent')] : [];
    return { title: name, lines: [line('Value', shown), line(`Defined in line ${lineOf(found)} of this file`), ...more, ...below] };
  }
  if (inEnvironment !== undefined) {
    return { title: name, lines: [line('Value', shownValue(name, inEnvironment, 'environment')), line('From the environment in use')] };
  }
  if (reference !== undefined) {
    return { title: name, lines: [line('From the last answer of the request', reference.name), line('Path', reference.path)] };
  }
  return { title: name, lines: [line('Has no value: define it above, ask for it with "# @prompt", or set it in the environment')] };
}

function lineOf({ block, definition }: { readonly block: Block; readonly definition: { readonly line: number } }): number {
  return block.line + definition.line + 1;
}

function dynamicHover(name: string): Found | undefined {
  const facts = factsOfDynamic(name);
  return facts && { title: `$${name}`, lines: [line(facts.summary), line('Made anew at each send')] };
}

function directiveHover({ key, name, value }: Directive, onValue: boolean, facts: CompletionFacts): Found | undefined {
  if (onValue) {
    const found = valueHover(key, value.text, facts);
    if (found !== undefined) return found;
  }
  const known = directiveFacts(key);
  if (known !== undefined) return { title: `@${known.name}`, lines: [line(known.summary)] };
  const foreign = foreignDirectives.get(key);
  return foreign === undefined ? undefined : { title: `@${name.text}`, lines: [line(foreign)] };
}

function valueHover(key: string, text: string, facts: CompletionFacts): Found | undefined {
  if (key === 'vault') {
    const vault = facts.vaults.find(({ name }) => name === text);
    return vault && { title: text, lines: [line('Vault', vault.url), line('Credential', vault.credential)] };
  }
  if (key === 'credential') {
    const credential = facts.credentials.find(({ name }) => name === text);
    return credential && { title: text, lines: [line('Credential of kind', credential.kind)] };
  }
  if (key !== 'resource' && key !== 'scope') return undefined;
  const resource = key === 'scope' ? text.replace(/\/\.default$/, '') : text;
  const known = knownResources.find(each => each.resource === resource);
  if (known !== undefined) return { title: text, lines: [line(known.purpose)] };
  const near = knownResources.find(each => each.resource === resource.replace(/\/+$/, ''));
  return (
    near && {
      title: text,
      lines: [line('Not the same as', near.resource), line('The vault compares the audience to the letter: one slash more is another one')],
    }
  );
}

function operationHover(block: RequestBlock, scope: VariableScope, facts: CompletionFacts): Found | undefined {
  const written = block.syntax.requestLine.target.map(({ text }) => text).join('');
  const place = requestPlace(block, { scope, facts }, facts);
  const target = (place.url ?? written).replace(/\{\{[^{}]*\}\}/g, 'x');
  const path = target.replace(/^(?:https?:\/\/[^/?#]*|x(?=\/))/i, '').split(/[?#]/, 1)[0] ?? '';
  const method = block.syntax.requestLine.method?.text.toUpperCase() ?? 'GET';
  const operation = place.kind === 'other' ? undefined : operationOf(method, path, place.host ?? undefined);
  const isManagement = place.kind === 'management';
  const plane = isManagement ? [line('The management plane: needs a token for', 'https://management.azure.com')] : [];
  if (operation === undefined) return isManagement ? { title: 'Azure Resource Manager', lines: plane } : undefined;
  const { permission, action, role } = neededFor(operation);
  return {
    title: operation.title,
    lines: [
      ...(role === null ? [] : [line('Least role', role)]),
      ...(action === null ? [] : [line(isManagement ? 'Action' : 'Data action', action)]),
      ...(permission === null ? [] : [line('With access policies', permission)]),
      ...(operation.since === null || isManagement ? [] : [line('From api-version', operation.since)]),
      ...plane,
    ],
  };
}
