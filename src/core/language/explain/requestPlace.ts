import type { VaultConfig } from '../../model/vault.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { baseText, hostHeaderOf, pathBaseOf } from '../../resolve/pathBase.ts';
import { buildTarget, hostVariableProblem, originOf, originOfHost, originOfHostVariable } from '../../resolve/requestTarget.ts';
import { cloudOfVaultHost, isManagementHost } from '../../token/clouds.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import type { Block, RequestBlock } from '../syntax.ts';
import { targetText } from '../targetText.ts';
import { knownText, type OfflineContext, offlineText } from './offlineText.ts';

/** Where a request would go, as far as the text tells. */
export interface RequestPlace {
  /** The target with its variables filled in; those without a value yet keep their braces. */
  readonly target: string;
  /** The whole URL as it would be sent, null where it is not known or none. */
  readonly url: string | null;
  /** Lower-case host, null where it is not known. */
  readonly host: string | null;
  /** The configured vault that the request names or falls back to. */
  readonly vault: VaultConfig | null;
  /** vault: the data plane of a vault or HSM, also where the vault's name is not known yet; management: Azure Resource Manager. */
  readonly kind: 'vault' | 'management' | 'other' | 'unknown';
}

/** A directive's value with its variables filled in; null without the directive, undefined where a variable has no value yet. */
export function directiveText(block: Block, key: string, context: OfflineContext): string | null | undefined {
  const directive = block.syntax.directives.findLast(each => each.key === key);
  return directive === undefined ? null : offlineText(directive.value.text, block, context);
}

export function requestPlace(block: RequestBlock, context: OfflineContext, facts: OfflineFacts): RequestPlace {
  const written = targetText(block.syntax.requestLine);
  const whole = offlineText(written, block, context);
  const target = whole ?? knownText(written, block, context) ?? written;
  const { base, vault } = baseOf(block, target, context, facts);
  if (target === '') return { target, vault, url: null, host: null, kind: 'unknown' };
  const built = buildTarget(target, base);
  const host = hostOfUrl(built.kind === 'url' ? built.url : target) ?? null;
  const url = whole !== undefined && built.kind === 'url' ? built.url : null;
  return { target, vault, url, host: host?.includes('{{') ? null : host, kind: kindOf(host) };
}

/** What a path is put behind, and the configured vault of that URL; null where they are not known or there is none. */
export interface PathPlace {
  readonly base: string | null;
  readonly vault: VaultConfig | null;
}

/** What a target stands on, as the sending has it. */
export function baseOf(block: Block, text: string, context: OfflineContext, facts: OfflineFacts): PathPlace {
  const from = pathBaseOf(block, text, hostHeaderOf(block), context.scope, facts);
  if (from.kind === 'namedVault' || from.kind === 'defaultVault') {
    const name = from.kind === 'namedVault' ? directiveText(block, 'vault', context) : facts.defaultVault;
    const vault = facts.vaults.find(each => each.name === name) ?? null;
    return { base: vault?.url ?? null, vault };
  }
  const value = offlineText(baseText(from), block, context)?.trim();
  const base = value === undefined ? null : from.kind === 'hostHeader' ? originOfHost(value) : hostVariableOrigin(value);
  return { base, vault: facts.vaults.find(({ url }) => base !== null && originOf(url) === originOf(base)) ?? null };
}

function hostVariableOrigin(value: string): string | null {
  return hostVariableProblem(value) === undefined ? originOfHostVariable(value) : null;
}

function kindOf(host: string | null): RequestPlace['kind'] {
  if (host === null) return 'unknown';
  if (cloudOfVaultHost(host) !== undefined) return 'vault';
  if (isManagementHost(host)) return 'management';
  return host.includes('{{') ? 'unknown' : 'other';
}
