import type { Problem } from '../language/problem.ts';
import { type RequestBlock, spanInDocument } from '../language/syntax.ts';
import { assertNever } from '../model/assertNever.ts';
import type { HeaderPair } from '../model/headers.ts';
import type { TextSpan } from '../model/textSpan.ts';
import type { VaultConfig } from '../model/vault.ts';
import { targetSpan } from './checkTarget.ts';
import type { Expander } from './expander.ts';
import { hostTemplate, type PathBase, pathBaseOf } from './pathBase.ts';
import { buildTarget, hostHeaderProblem, hostVariableProblem, originOf, originOfHost, originOfHostVariable } from './requestTarget.ts';
import { unknownVaultMessage } from './variableMessages.ts';
import type { VariableScope } from './variableScope.ts';
import type { VariableSources } from './variableSources.ts';

/** Where a request goes. `vault` is the one that it names, or the one that its URL is of. */
export interface ResolvedPlace {
  readonly url: string;
  readonly vault: VaultConfig | undefined;
  readonly headers: readonly HeaderPair[];
}

const secretTarget = 'The variables make no URL that can be sent. One of them is a secret, so the text is not shown: look at their values.';

/** Fills in the target of one request and what it stands on. */
export class PlaceResolver {
  readonly #block: RequestBlock;
  readonly #expander: Expander;
  readonly #scope: VariableScope;
  readonly #sources: VariableSources;
  readonly #problems: Problem[];

  constructor(block: RequestBlock, expander: Expander, scope: VariableScope, sources: VariableSources, problems: Problem[]) {
    this.#block = block;
    this.#expander = expander;
    this.#scope = scope;
    this.#sources = sources;
    this.#problems = problems;
  }

  /** Where the request goes; what is wrong is added to the problems, and then there is no place. */
  async run(vaultName: string | null, headers: readonly HeaderPair[]): Promise<ResolvedPlace | undefined> {
    const { vaults } = this.#sources;
    const named = this.#vaultNamed(vaultName);
    if (named === 'unknown') return undefined;
    const text = await this.#target();
    if (text === undefined) return undefined;
    const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
    const base = pathBaseOf(this.#block, text, host, this.#scope, this.#sources);
    const origin = await this.#origin(base, named);
    if (origin === undefined) return undefined;
    const target = buildTarget(text, origin);
    if (target.kind === 'problem') {
      this.#targetProblem(target.problem, `${origin ?? ''}${text}`);
      return undefined;
    }
    if (named !== undefined && originOf(named.url) !== target.origin) {
      const message = `The URL is not of the vault "${named.name}" (${named.url}). Its credential is used all the same. Delete "@vault", or write the path alone.`;
      this.#report('vault-host-differs', message, targetSpan(this.#block), 'warning');
    }
    const vault = named ?? vaults.find(({ url }) => originOf(url) === target.origin);
    // A Host header that made the URL says nothing more.
    const isInUrl = base.kind === 'hostHeader';
    return { url: target.url, vault, headers: isInUrl ? headers.filter(([name]) => name.toLowerCase() !== 'host') : headers };
  }

  async #target(): Promise<string | undefined> {
    const parts: string[] = [];
    for (const piece of this.#block.syntax.requestLine.target) {
      const text = await this.#expander.fill(piece);
      if (text === undefined) return undefined;
      parts.push(text);
    }
    return parts.join('');
  }

  /** The URL that a path is put behind; null where there is none, undefined where there is one with a fault. */
  async #origin(base: PathBase, named: VaultConfig | undefined): Promise<string | null | undefined> {
    const { vaults, defaultVault } = this.#sources;
    switch (base.kind) {
      case 'namedVault':
      case 'defaultVault':
        return (named ?? vaults.find(({ name }) => name === defaultVault))?.url ?? null;
      case 'hostHeader':
        // Told where the header stands.
        return hostHeaderProblem(base.value) === undefined ? originOfHost(base.value) : undefined;
      case 'hostVariable':
        return this.#hostVariable();
      default:
        return assertNever(base);
    }
  }

  async #hostVariable(): Promise<string | undefined> {
    const filled = await this.#expander.fillOther(hostTemplate, targetSpan(this.#block));
    const value = filled?.trim();
    if (value === undefined) return undefined;
    const problem = hostVariableProblem(value);
    if (problem === undefined) return originOfHostVariable(value);
    this.#targetProblem(problem, value);
    return undefined;
  }

  #vaultNamed(name: string | null): VaultConfig | undefined | 'unknown' {
    if (name === null) return undefined;
    const vault = this.#sources.vaults.find(candidate => candidate.name === name);
    if (vault !== undefined) return vault;
    const directive = this.#block.syntax.directives.findLast(({ key }) => key === 'vault');
    this.#report('unknown-vault', unknownVaultMessage(name, this.#sources.vaults), directive?.value ?? targetSpan(this.#block));
    return 'unknown';
  }

  /** A message shows the beginning of what it is about: a part of a secret is known to nobody who redacts. */
  #targetProblem({ code, message }: Pick<Problem, 'code' | 'message'>, about: string): void {
    const isSecret = this.#expander.secrets.some(secret => about.includes(secret.reveal()));
    this.#report(code, isSecret ? secretTarget : message, targetSpan(this.#block));
  }

  #report(code: Problem['code'], message: string, span: TextSpan, severity: Problem['severity'] = 'error'): void {
    this.#problems.push({ code, severity, message, span: spanInDocument(this.#block, span) });
  }
}
