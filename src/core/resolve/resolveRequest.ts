import { answerFiles } from '../language/answerFile.ts';
import type { Problem } from '../language/problem.ts';
import { type KvDocument, type RequestBlock, spanInDocument } from '../language/syntax.ts';
import type { HeaderPair } from '../model/headers.ts';
import type { Assertion, ResolvedRequest } from '../model/resolvedRequest.ts';
import type { Secret } from '../model/secret.ts';
import type { TextSpan } from '../model/textSpan.ts';
import { checkRequest, type OfflineFacts } from './checkRequest.ts';
import { Expander } from './expander.ts';
import { PlaceResolver } from './placeResolver.ts';
import { hostHeaderProblem } from './requestTarget.ts';
import { resolveBody } from './resolveBody.ts';
import { resolveDirectives } from './resolveDirectives.ts';
import { type VariableScope, variableScopeOf } from './variableScope.ts';
import type { VariableSources } from './variableSources.ts';

/** `problems` holds at least one error then, and nothing may be sent; `secrets` may stand in its messages. `warnings` do not stop the send. */
export type Resolution =
  | { readonly kind: 'resolved'; readonly request: ResolvedRequest; readonly warnings: readonly Problem[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[]; readonly secrets: readonly Secret[] };

/**
 * Fills every variable of a request in. Doors are asked only after everything that can be known without them was found in order,
 * so that nobody types a value for a request that cannot be sent. Spans of problems are offsets in the document.
 */
export async function resolveRequest(document: KvDocument, block: RequestBlock, sources: VariableSources): Promise<Resolution> {
  const scope = variableScopeOf(document);
  const known = knownProblems(block, scope, sources);
  if (known.some(isError)) return { kind: 'problems', problems: known, secrets: [] };
  const expander = new Expander(block, scope, sources);
  const resolver = new RequestResolver(block, expander, scope, sources);
  const request = await resolver.run();
  const problems = [...known, ...resolver.allProblems()];
  return request === undefined || problems.some(isError)
    ? { kind: 'problems', problems, secrets: expander.secrets }
    : { kind: 'resolved', request, warnings: problems };
}

/** What is wrong with a request as far as can be known before any door is asked. */
export function knownProblems(block: RequestBlock, scope: VariableScope, facts: OfflineFacts): readonly Problem[] {
  return [...ownProblems(block), ...checkRequest(block, scope, facts)];
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function ownProblems(block: RequestBlock): readonly Problem[] {
  const problems = block.syntax.problems.map(problem => ({ ...problem, span: spanInDocument(block, problem.span) }));
  const disabled = block.syntax.directives.find(({ key }) => key === 'disabled');
  if (disabled === undefined) return problems;
  const message = 'This request is switched off by "# @disabled". Delete that line to send it.';
  return [...problems, { code: 'disabled', severity: 'error', message, span: spanInDocument(block, disabled) }];
}

class RequestResolver {
  readonly #block: RequestBlock;
  readonly #expander: Expander;
  readonly #scope: VariableScope;
  readonly #sources: VariableSources;
  readonly #problems: Problem[] = [];

  constructor(block: RequestBlock, expander: Expander, scope: VariableScope, sources: VariableSources) {
    this.#block = block;
    this.#expander = expander;
    this.#scope = scope;
    this.#sources = sources;
  }

  allProblems(): readonly Problem[] {
    return [...this.#expander.problems, ...this.#problems];
  }

  async run(): Promise<ResolvedRequest | undefined> {
    const { syntax, line } = this.#block;
    const fields = await resolveDirectives(this.#block, this.#expander, this.#problems);
    const headers = await this.#headers();
    const resolver = new PlaceResolver(this.#block, this.#expander, this.#scope, this.#sources, this.#problems);
    const place = await resolver.run(fields.vault, headers);
    const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    const body = await resolveBody(this.#block, contentType, this.#expander, this.#sources, this.#problems);
    const assertions = await this.#assertions();
    const files = await this.#answerFiles();
    if (place === undefined) return undefined;
    return {
      ...fields,
      name: syntax.name?.text ?? null,
      title: syntax.directives.findLast(({ key }) => key === 'title')?.value.text ?? syntax.title?.text ?? null,
      line: line + syntax.requestLine.line,
      method: syntax.requestLine.method?.text.toUpperCase() ?? 'GET',
      url: place.url,
      headers: place.headers,
      body,
      vault: place.vault?.name ?? null,
      credential: fields.credential ?? place.vault?.credential ?? null,
      assertions,
      ...(files.length === 0 ? {} : { answerFiles: files }),
      secrets: this.#expander.secrets,
    };
  }

  async #headers(): Promise<readonly HeaderPair[]> {
    const headers: HeaderPair[] = [];
    for (const header of this.#block.syntax.headers) {
      const name = await this.#expander.fill(header.name);
      const value = await this.#expander.fill(header.value);
      if (name === undefined || value === undefined) continue;
      if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
        this.#report('header-name', 'The variables make no header name: letters, digits and "-" only. Look at their values.', header.name);
      }
      const host = name.toLowerCase() === 'host' ? hostHeaderProblem(value.trim()) : undefined;
      // RFC 9110 section 5.5: tab, space and visible characters.
      if (host !== undefined) this.#report(host.code, host.message, header);
      else if (/[^\t\x20-\x7e\xa0-\xff]/.test(value)) {
        this.#report(
          'header-value',
          'A header can hold visible Latin-1 characters only. Encode the value, for example with {{%name}}.',
          header.value,
        );
      }
      headers.push([name, value.trim()]);
    }
    return headers;
  }

  async #assertions(): Promise<readonly Assertion[]> {
    const assertions: Assertion[] = [];
    for (const { text, line, left, operator, right } of this.#block.syntax.assertions) {
      const filled = right === null ? null : await this.#expander.fill(right);
      if (filled === undefined) continue;
      const shownRight = filled === null ? null : this.#expander.withoutSecretVariables(filled);
      assertions.push({ text, line: this.#block.line + line, left: left.text, operator, right: filled, shownRight });
    }
    return assertions;
  }

  async #answerFiles(): Promise<NonNullable<ResolvedRequest['answerFiles']>> {
    const files: { path: string; replaces: boolean }[] = [];
    for (const { path, replaces } of answerFiles(this.#block.syntax)) {
      const filled = await this.#expander.fill(path);
      if (filled !== undefined) files.push({ path: filled, replaces });
    }
    return files;
  }

  #report(code: Problem['code'], message: string, span: TextSpan, severity: Problem['severity'] = 'error'): void {
    this.#problems.push({ code, severity, message, span: spanInDocument(this.#block, span) });
  }
}
