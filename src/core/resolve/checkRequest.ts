import { runName } from '../language/importLine.ts';
import type { Problem } from '../language/problem.ts';
import { type Block, isRequestBlock, type RequestBlock, spanInDocument } from '../language/syntax.ts';
import type { TextSpan } from '../model/textSpan.ts';
import type { VaultConfig } from '../model/vault.ts';
import { blockTemplates, promptFor } from './blockTemplates.ts';
import { checkTarget, targetSpan } from './checkTarget.ts';
import { authName, dynamicProblem } from './dynamicVariables.ts';
import { looksLikeDotNetPattern } from './formatDate.ts';
import { hostTemplate, writtenBaseOf } from './pathBase.ts';
import { placeIn } from './placeIn.ts';
import { type Expression, splitTemplate } from './template.ts';
import {
  cyclicMessage,
  maxVariableDepth,
  tooDeepMessage,
  unknownRequestMessage,
  unknownVaultMessage,
  unreadMessage,
  unsetMessages,
} from './variableMessages.ts';
import type { VariableScope } from './variableScope.ts';

/** What is known without asking anybody. */
export interface OfflineFacts {
  readonly environment: Readonly<Record<string, string>>;
  /** Names of variables of the environment that are fetched when a request is sent. */
  readonly fetched?: ReadonlySet<string>;
  /** Environment files are not read: the workspace is not trusted. */
  readonly isEnvironmentShut?: boolean;
  readonly vaults: readonly VaultConfig[];
  readonly defaultVault: string | null;
}

/**
 * What is wrong with a request beyond its own text: unset and cyclic variables, unknown vaults, a relative path without a vault.
 * Asks no network, file, credential or prompt. Spans are offsets in the document.
 */
export function checkRequest(block: RequestBlock, scope: VariableScope, facts: OfflineFacts): readonly Problem[] {
  return new RequestCheck(block, scope, facts, unsetMessages(scope, facts)).run();
}

class RequestCheck {
  readonly #block: RequestBlock;
  readonly #scope: VariableScope;
  readonly #facts: OfflineFacts;
  readonly #unset: (name: string) => string;
  readonly #problems: Problem[] = [];
  /** Variables that were looked into: done, or on the way (then meeting them again is a cycle). */
  readonly #state = new Map<string, 'open' | 'done'>();
  #depth = 0;

  constructor(block: RequestBlock, scope: VariableScope, facts: OfflineFacts, unset: (name: string) => string) {
    this.#block = block;
    this.#scope = scope;
    this.#facts = facts;
    this.#unset = unset;
  }

  run(): readonly Problem[] {
    for (const template of blockTemplates(this.#block)) this.#template(template.text, template.inBody, placeIn(this.#block, template));
    this.#vault();
    this.#references();
    this.#hostVariable();
    return [...this.#problems, ...checkTarget(this.#block, this.#scope, this.#facts)];
  }

  /** @param place the span in the document of a span of the text */
  #template(text: string, bracesAreText: boolean, place: (span: TextSpan) => TextSpan): void {
    if (!text.includes('{{')) return;
    for (const part of splitTemplate(text)) {
      if (part.kind === 'expression') this.#expression(part.expression, place(part.span));
      else if (part.kind === 'unclosed' && !bracesAreText) {
        const message = 'A variable begins here and is never closed. Add "}}", or write "\\{\\{" for the braces.';
        this.#report('unclosed-variable', 'error', message, place(part.span));
        // One mistake; the braces that follow it would be told as others.
        return;
      }
    }
  }

  #expression(expression: Expression, span: TextSpan): void {
    if (expression.kind === 'dynamic') {
      if (this.#facts.fetched?.has(authName(expression.name) ?? '')) return;
      const message = dynamicProblem(expression.name, expression.args);
      if (message !== undefined) this.#report('dynamic-variable', 'error', message, span);
      else if (/datetime$/i.test(expression.name) && looksLikeDotNetPattern(expression.args[0] ?? '')) {
        this.#report('date-format', 'warning', 'Read as Day.js tokens. Write YYYY for the year and DD for the day, not yyyy and dd.', span);
      } else if (expression.name.toLowerCase() === 'timestamp' && expression.args.length === 0 && this.#scope.isHttpyac()) {
        const message = 'Seconds here; httpYac would send milliseconds. "{{$timestamp 0 s}}" is seconds in both.';
        this.#report('timestamp-seconds', 'hint', message, span);
      }
      return;
    }
    this.#variable(expression.name, span);
  }

  #variable(name: string, span: TextSpan): void {
    if (promptFor(this.#block, name) !== undefined) return;
    const found = this.#scope.find(name, this.#block);
    if (found !== undefined) {
      if (found.below) {
        const message = `"${name.slice(0, 60)}" is defined below. Move its definition above the request: other clients need that.`;
        this.#report('variable-defined-below', 'hint', message, span);
      }
      const { block, definition } = found;
      this.#lookInto(name, span, () => this.#template(definition.value.text, false, placeIn(block, definition.value)));
      return;
    }
    if (this.#facts.fetched?.has(name)) return;
    if (Object.hasOwn(this.#facts.environment, name)) {
      // It stands in no document: what is wrong with it is told where it is used.
      this.#lookInto(name, span, () => this.#template(this.#facts.environment[name] ?? '', true, () => span));
      return;
    }
    const reference = this.#scope.reference(name);
    if (reference !== undefined) {
      this.#sharedTitle(reference.name, span);
      if (isXPath(reference.path)) this.#report('xpath-reference', 'error', xpathMessage(reference.name), span);
      return;
    }
    if (this.#facts.isEnvironmentShut) this.#report('unset-variable', 'hint', unreadMessage(name), span);
    else this.#report('unset-variable', 'error', this.#unset(name), span);
  }

  /** Checks the value of a variable the first time that it is met. */
  #lookInto(name: string, span: TextSpan, check: () => void): void {
    const state = this.#state.get(name);
    if (state === 'done') return;
    if (state === 'open' || this.#depth >= maxVariableDepth) {
      this.#report('cyclic-variable', 'error', state === 'open' ? cyclicMessage(name) : tooDeepMessage(name), span);
      return;
    }
    this.#state.set(name, 'open');
    this.#depth++;
    check();
    this.#depth--;
    this.#state.set(name, 'done');
  }

  #vault(): void {
    const directive = this.#block.syntax.directives.findLast(({ key }) => key === 'vault');
    const name = directive?.value.text ?? '';
    if (directive === undefined || name === '' || name.includes('{{')) return;
    if (this.#facts.vaults.some(vault => vault.name === name)) return;
    this.#report('unknown-vault', 'error', unknownVaultMessage(name, this.#facts.vaults), spanInDocument(this.#block, directive.value));
  }

  /** It stands nowhere in the request: what is wrong with it is told at the path. */
  #hostVariable(): void {
    if (writtenBaseOf(this.#block, this.#scope, this.#facts).kind !== 'hostVariable') return;
    this.#template(hostTemplate, false, () => spanInDocument(this.#block, targetSpan(this.#block)));
  }

  #references(): void {
    for (const { key, value } of this.#block.syntax.directives) {
      if ((key === 'ref' || key === 'forceref') && value.text !== '') this.#request(value.text, value);
    }
    for (const section of this.#block.syntax.sections) {
      const name = section.kind === 'import' ? runName(this.#block.syntax.text.slice(section.start, section.end)) : undefined;
      if (name !== undefined) this.#request(name, section);
    }
  }

  #request(name: string, at: TextSpan): void {
    const span = spanInDocument(this.#block, at);
    if (this.#scope.hasRequest(name)) this.#sharedTitle(name, span);
    else this.#report('unknown-request', 'error', unknownRequestMessage(name, this.#scope), span);
  }

  #sharedTitle(name: string, span: TextSpan): void {
    if (!this.#scope.isSharedTitle(name)) return;
    const message = `More than one request has the title "${name.slice(0, 60)}". Name the one that is meant with "# @name".`;
    this.#report('duplicate-name', 'warning', message, span);
  }

  #report(code: Problem['code'], severity: Problem['severity'], message: string, span: TextSpan): void {
    this.#problems.push({ code, severity, message, span });
  }
}

/** REST Client reads `{{name.response.body.//path}}` as XPath: Key Vault, Entra ID and Resource Manager answer with JSON alone. */
function isXPath(path: string): boolean {
  return /^(?:request|response)\.body\.\//.test(path);
}

function xpathMessage(name: string): string {
  return `XPath is not read here: these services answer with JSON. Write a JSON path, "{{${name.slice(0, 60)}.response.body.$.value}}".`;
}

/** The problems of all requests of a document. A definition with a fault is reported once, however many requests use it. */
export function checkRequests(
  blocks: readonly Block[],
  scope: VariableScope,
  facts: OfflineFacts,
  unset = unsetMessages(scope, facts),
): readonly Problem[] {
  const seen = new Set<string>();
  const problems = blocks.filter(isRequestBlock).flatMap(block => new RequestCheck(block, scope, facts, unset).run());
  return problems.filter(({ code, span }) => {
    const key = `${code} ${span.start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
