import type { VaultConfig } from '../../model/vault.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { buildTarget, originOf, originOfHost } from '../../resolve/requestTarget.ts';
import { cloudOfVaultHost, isManagementHost } from '../../token/clouds.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import type { RequestBlock } from '../syntax.ts';
import { targetText } from '../targetText.ts';
import { type OfflineContext, offlineText } from './offlineText.ts';

/** Where a request would go, as far as the text tells. */
export interface RequestPlace {
  /** The target with its variables filled in, null where one has no value yet. */
  readonly target: string | null;
  /** The whole URL as it would be sent, null where it is not known or none. */
  readonly url: string | null;
  /** Lower-case host, null where it is not known. */
  readonly host: string | null;
  /** The configured vault that the request names or falls back to. */
  readonly vault: VaultConfig | null;
  /** vault: the data plane of a vault or HSM; management: Azure Resource Manager. */
  readonly kind: 'vault' | 'management' | 'other' | 'unknown';
}

/** A directive's value with its variables filled in; null without the directive, undefined where a variable has no value yet. */
export function directiveText(block: RequestBlock, key: string, context: OfflineContext): string | null | undefined {
  const directive = block.syntax.directives.findLast(each => each.key === key);
  return directive === undefined ? null : offlineText(directive.value.text, block, context);
}

export function requestPlace(block: RequestBlock, context: OfflineContext, facts: OfflineFacts): RequestPlace {
  const written = targetText(block.syntax.requestLine);
  const target = offlineText(written, block, context) ?? null;
  const text = target ?? originBeforeVariables(written);
  const { base, vault } = baseOf(block, text ?? '', context, facts);
  const known = { target, vault };
  if (text === null || text === '') return { ...known, url: null, host: null, kind: 'unknown' };
  const built = buildTarget(text, base);
  const url = built.kind === 'url' ? built.url : text;
  const host = hostOfUrl(url) ?? null;
  return { ...known, url: target !== null && built.kind === 'url' ? url : null, host, kind: kindOf(host) };
}

/** What a path stands on, as the sending has it: the vault that the request names, its Host header, or the default vault. */
function baseOf(
  block: RequestBlock,
  text: string,
  context: OfflineContext,
  facts: OfflineFacts,
): { base: string | null; vault: VaultConfig | null } {
  const named = directiveText(block, 'vault', context);
  const header = block.syntax.headers.find(({ name }) => name.text.toLowerCase() === 'host')?.value.text;
  if (named === null && header !== undefined && text.startsWith('/')) {
    const host = offlineText(header, block, context);
    const base = host === undefined ? null : originOfHost(host);
    return { base, vault: facts.vaults.find(({ url }) => base !== null && originOf(url) === originOf(base)) ?? null };
  }
  const vault = facts.vaults.find(({ name }) => name === (named === null ? facts.defaultVault : named)) ?? null;
  return { base: vault?.url ?? null, vault };
}

/** `https://a.vault.azure.net/secrets/{{name}}`: the host is known although the whole is not. */
function originBeforeVariables(target: string): string | null {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#{}]+(?=[/?#])/i.exec(target)?.[0] ?? (/^[/?]/.test(target) ? '/' : null);
}

function kindOf(host: string | null): RequestPlace['kind'] {
  if (host === null) return 'unknown';
  if (cloudOfVaultHost(host) !== undefined) return 'vault';
  return isManagementHost(host) ? 'management' : 'other';
}
