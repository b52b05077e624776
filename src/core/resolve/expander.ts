import type { Problem } from '../language/problem.ts';
import { isSecretValue } from '../language/secretValue.ts';
import { type Piece, type RequestBlock, spanInDocument } from '../language/syntax.ts';
import { Secret } from '../model/secret.ts';
import type { TextSpan } from '../model/textSpan.ts';
import { redactText } from '../token/redactText.ts';
import { promptFor } from './blockTemplates.ts';
import { authName, dynamicValue } from './dynamicVariables.ts';
import { percentEncode } from './percentEncode.ts';
import { placeIn } from './placeIn.ts';
import { referenceSecrets } from './referenceSecrets.ts';
import { type Expression, splitTemplate } from './template.ts';
import { unescapeValue } from './unescapeValue.ts';
import { cyclicMessage, maxVariableDepth, tooDeepMessage, unsetMessages } from './variableMessages.ts';
import type { VariableScope } from './variableScope.ts';
import type { VariableSources } from './variableSources.ts';

/** No text of a request is that long; it stops variables that double themselves. */
const maxExpandedLength = 8 * 1024 * 1024;

/**
 * Fills in the variables of one request. A variable has one value throughout the request, and each door is asked once for it.
 * Problems are collected; a template with one gives undefined.
 */
export class Expander {
  readonly problems: Problem[] = [];
  readonly secrets: Secret[] = [];
  /**
   * Values that are secrets by the names of their variables. They are no `secrets`, which are removed from everything shown: the URL holds the
   * name of a vault's secret, and a variable for that is often called so.
   */
  readonly #likelySecrets: Secret[] = [];
  readonly #block: RequestBlock;
  readonly #scope: VariableScope;
  readonly #sources: VariableSources;
  readonly #unset: (name: string) => string;
  readonly #values = new Map<string, string | undefined>();
  readonly #open = new Set<string>();

  constructor(block: RequestBlock, scope: VariableScope, sources: VariableSources) {
    this.#block = block;
    this.#scope = scope;
    this.#sources = sources;
    this.#unset = unsetMessages(scope, sources);
  }

  /** The text of a piece of the request with its variables filled in. No value brings in CR, LF or NUL. */
  async fill(piece: Piece): Promise<string | undefined> {
    return this.#template(piece.text, false, placeIn(this.#block, piece));
  }

  /** A text that does not stand in the request, with its variables filled in; `at` is what brings it in: the name of a file, a path. */
  async fillOther(text: string, at: TextSpan): Promise<string | undefined> {
    const span = spanInDocument(this.#block, at);
    return this.#template(text, false, () => span);
  }

  /** A text that was filled in, as it may be shown beside what a run found. */
  withoutSecretVariables(filled: string): string {
    return redactText(filled, this.#likelySecrets);
  }

  /** @param place the span in the document of a span of the text */
  async #template(text: string, nested: boolean, place: (span: TextSpan) => TextSpan): Promise<string | undefined> {
    if (!text.includes('{{') && !text.includes('\\{')) return text;
    let filled = '';
    let whole = true;
    for (const part of splitTemplate(text)) {
      let value: string | undefined;
      if (part.kind === 'expression') {
        const span = place(part.span);
        value = await this.#expression(part.expression, span);
        if (value !== undefined && !nested) value = this.#withoutBreaks(value, span);
      } else value = part.text;
      if (value === undefined) whole = false;
      else filled += value;
      if (filled.length > maxExpandedLength) {
        const message = 'The variables make this longer than 8 MB. Use "< ./file" for a large body.';
        this.#report('expansion-too-large', message, place({ start: 0, end: text.length }));
        return undefined;
      }
    }
    return whole ? filled : undefined;
  }

  #withoutBreaks(value: string, span: TextSpan): string | undefined {
    if (!/[\r\n\0]/.test(value)) return value;
    const message = 'The value holds a line break or NUL, and a variable cannot bring one into a request. Use "< ./file" for such a body.';
    this.#report('control-character', message, span);
    return undefined;
  }

  async #expression(expression: Expression, span: TextSpan): Promise<string | undefined> {
    if (expression.kind === 'dynamic') {
      const auth = authName(expression.name);
      if (auth !== undefined && this.#sources.fetched.has(auth)) return this.#once(auth, span, () => this.#fetched(auth, span));
      const doors = { ...dynamicDoors(this.#sources), variable: (name: string) => this.#variable(name, span) };
      const result = await dynamicValue(expression.name, expression.args, doors);
      if (result.kind === 'value') {
        if (result.secret) this.secrets.push(new Secret(result.text));
        return result.text;
      }
      this.#report(result.code, result.message, span);
      return undefined;
    }
    const value = await this.#variable(expression.name, span);
    return value !== undefined && expression.percentEncode ? percentEncode(value) : value;
  }

  #variable(name: string, span: TextSpan): Promise<string | undefined> {
    return this.#once(name, span, () => this.#lookUp(name, span));
  }

  async #once(name: string, span: TextSpan, lookUp: () => Promise<string | undefined>): Promise<string | undefined> {
    if (this.#values.has(name)) return this.#values.get(name);
    if (this.#open.has(name) || this.#open.size > maxVariableDepth) {
      this.#report('cyclic-variable', this.#open.has(name) ? cyclicMessage(name) : tooDeepMessage(name), span);
      return undefined;
    }
    this.#open.add(name);
    const value = await lookUp();
    this.#open.delete(name);
    this.#values.set(name, value);
    return value;
  }

  /** Prompt before file before environment, as REST Client has it; the answers of other requests have names of their own. */
  async #lookUp(name: string, span: TextSpan): Promise<string | undefined> {
    const prompt = promptFor(this.#block, name);
    if (prompt !== undefined) return this.#prompt(name, prompt, span);
    const found = this.#scope.find(name, this.#block);
    if (found !== undefined) {
      const written = found.definition.value;
      const value = await this.#template(written.text, true, placeIn(found.block, written));
      return value === undefined ? undefined : this.#noted(name, unescapeValue(value), 'file');
    }
    if (this.#sources.fetched.has(name)) return this.#fetched(name, span);
    if (Object.hasOwn(this.#sources.environment, name)) {
      const value = this.#sources.environment[name] ?? '';
      // It stands in no document: what is wrong with it is told where it is used.
      const filled = value.includes('{{') ? await this.#template(value, true, () => span) : value;
      return filled === undefined ? undefined : this.#noted(name, filled, 'environment');
    }
    const reference = this.#scope.reference(name);
    if (reference !== undefined) return this.#reference(reference, span);
    this.#report('unset-variable', this.#unset(name), span);
    return undefined;
  }

  #noted(name: string, value: string, place: 'file' | 'environment'): string {
    if (isSecretValue(name, value, place)) this.#likelySecrets.push(new Secret(value));
    return value;
  }

  async #fetched(name: string, span: TextSpan): Promise<string | undefined> {
    const outcome = await this.#sources.fetchValue(name);
    if (outcome.kind === 'problem') {
      this.#report('not-fetched', outcome.message, span);
      return undefined;
    }
    this.secrets.push(new Secret(outcome.text));
    return outcome.text;
  }

  async #prompt(name: string, { question, secret }: { question: string; secret: boolean }, span: TextSpan): Promise<string | undefined> {
    const value = await this.#sources.prompt(name, question, secret);
    if (value === undefined)
      this.#report('prompt-dismissed', `No value was given for "${name.slice(0, 60)}". Send again and type one.`, span);
    else if (secret) this.secrets.push(new Secret(value));
    return value;
  }

  async #reference({ name, path }: { name: string; path: string }, span: TextSpan): Promise<string | undefined> {
    const value = await this.#sources.reference(name, path);
    if (value === undefined) {
      const message = `The last answer of "${name.slice(0, 60)}" has no "${path.slice(0, 80)}", or it was not sent yet. Send "${name.slice(0, 60)}" first.`;
      this.#report('reference-not-sent', message, span);
      return undefined;
    }
    for (const secret of referenceSecrets(path, value)) this.secrets.push(new Secret(secret));
    return value;
  }

  #report(code: Problem['code'], message: string, span: TextSpan): void {
    this.problems.push({ code, severity: 'error', message, span: { start: span.start, end: span.end } });
  }
}

function dynamicDoors(sources: VariableSources) {
  return {
    now: () => sources.now(),
    uuid: () => sources.uuid(),
    random: (min: number, max: number) => sources.random(min, max),
    localOffset: (at: number) => sources.localOffset(at),
    processEnv: (name: string) => sources.processEnv(name),
    dotenv: (name: string) => sources.dotenv(name),
  };
}
