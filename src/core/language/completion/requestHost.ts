import { isLoopbackHost } from '../../resolve/requestTarget.ts';
import { variableScopeOf } from '../../resolve/variableScope.ts';
import { cloudOfVaultHost, isManagementHost } from '../../token/clouds.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import { isConfiguredHost } from '../explain/configuredHost.ts';
import { baseOf, type PathPlace } from '../explain/requestPlace.ts';
import { isRequestBlock } from '../syntax.ts';
import { targetText } from '../targetText.ts';
import type { CompletionAsk } from './completeAt.ts';

/** The host that the request at the cursor goes to, as far as it is written or configured. */
export function hostAt(ask: CompletionAsk): string | undefined {
  const { block, before } = ask.place;
  const written = isRequestBlock(block) ? hostOfUrl(targetText(block.syntax.requestLine)) : undefined;
  return written ?? hostOfUrl(before.replace(/^\s*[A-Za-z]+\s+/, '')) ?? hostOfUrl(pathPlace(ask).base ?? '');
}

/** The vault that the request at the cursor names, or the document's own. */
export function vaultAt(ask: CompletionAsk): string | undefined {
  const { place, facts } = ask;
  const host = hostOfUrl(place.before.replace(/^\s*[A-Za-z]+\s+/, ''));
  if (host !== undefined) return facts.vaults.find(({ url }) => hostOfUrl(url) === host)?.name;
  return pathPlace(ask).vault?.name;
}

/** What a path at the cursor stands on, although none may be written yet. */
function pathPlace({ document, place, facts }: CompletionAsk): PathPlace {
  return baseOf(place.block, '/', { scope: variableScopeOf(document), facts }, facts);
}

/** Whether the request at the cursor can be one of a vault or the management plane; what other hosts answer to is not known. */
export function mayBeVault(ask: CompletionAsk): boolean {
  const host = hostAt(ask);
  if (host === undefined || /[{}]/.test(host)) return true;
  return isConfiguredHost(host, ask.facts.vaults) || isLoopbackHost(host) || cloudOfVaultHost(host) !== undefined || isManagementHost(host);
}
