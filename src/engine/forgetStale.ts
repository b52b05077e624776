import { createCredential } from '../core/auth/credentials/createCredential.ts';
import type { FlowMemory } from '../core/auth/flowPorts.ts';
import type { EmbeddedVaultInfo } from '../core/model/embeddedVault.ts';
import type { CredentialConfig } from '../core/model/vault.ts';
import type { EngineSettings } from '../protocol/engine.ts';

/**
 * Takes out of the caches what other settings have made untrue, and nothing else: the tokens of a credential that was changed or removed, and what
 * an embedded vault said that is not running any more. A new one has new keys and may have the old one's port.
 */
export function forgetStale(memory: FlowMemory, before: EngineSettings, next: EngineSettings): void {
  const kept = new Set(next.credentials.map(cacheIdOf));
  for (const cacheId of before.credentials.map(cacheIdOf)) if (!kept.has(cacheId)) forgetTokens(memory, cacheId);
  if (JSON.stringify(before.embedded) === JSON.stringify(next.embedded)) return;
  for (const info of [before.embedded, next.embedded]) if (info !== null) forgetEmbedded(memory, info);
}

function forgetEmbedded(memory: FlowMemory, info: EmbeddedVaultInfo): void {
  for (const url of [info.vaultUrl, info.hsmUrl, info.localUrl]) memory.challenges.delete(new URL(url).origin);
  memory.tokens.clearAuthority(info.authority);
  memory.refreshTokens.clearAuthority(info.authority);
}

/** Forgets what one credential got, or everything. */
export function forgetTokens({ tokens, refreshTokens }: FlowMemory, cacheId: string | null): void {
  tokens.clear(cacheId);
  refreshTokens.clear(cacheId);
}

const cacheIdOf = (config: CredentialConfig): string => createCredential(config).cacheId;
