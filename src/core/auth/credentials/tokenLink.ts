import type { CredentialConfig } from '../../model/vault.ts';
import type { TokenAsk } from '../tokenAsk.ts';
import type { Credential, CredentialDoors, TokenResult } from './credential.ts';

/** `unavailable`: this source is not set up here, and a chain goes on to its next link. */
export type LinkResult = TokenResult | { readonly kind: 'unavailable'; readonly message: string };

/** One source of tokens, alone or as a link of a chain. */
export interface TokenLink {
  /** The SDKs' name for it, `AzureCliCredential`. */
  readonly name: string;
  getToken(ask: TokenAsk, doors: CredentialDoors, signal: AbortSignal): Promise<LinkResult>;
}

export const unavailable = (message: string): LinkResult => ({ kind: 'unavailable', message });

/** Stands for the tokens of a configuration: two that could get different ones differ in it. */
export const cacheIdOf = (config: CredentialConfig): string => JSON.stringify([config.kind, config]);

/** A source as a credential of its own: that it is not set up is then the end. */
export function credentialOfLink(config: CredentialConfig, link: TokenLink): Credential {
  const { name, kind, tenantId, authority, scopesOverride } = config;
  return {
    cacheId: cacheIdOf(config),
    name,
    kind,
    tenantId,
    authority,
    scopesOverride,
    cacheable: true,
    async getToken(ask, doors, signal) {
      if (!doors.machine.trusted) return shut(name);
      const result = await link.getToken(ask, doors, signal);
      return result.kind === 'unavailable' ? { kind: 'blocked', code: 'credential-failed', message: result.message } : result;
    },
  };
}

const shut = (name: string): TokenResult => ({
  kind: 'blocked',
  code: 'untrusted-workspace',
  message: `The credential ${name} uses programs, files or accounts of this machine, and nothing of that is touched in an untrusted workspace.`,
});

/** Tells in the timeline what a source did that is no HTTP call. */
export function noteCredential(
  doors: Pick<CredentialDoors, 'record'>,
  credential: string,
  text: string,
  ok: boolean,
  ms: number | null = null,
): void {
  doors.record({ kind: 'note', note: { kind: 'credential', credential, text, ms, ok } });
}
