import type { VaultConfig } from '../../model/vault.ts';
import type { RequestBlock } from '../syntax.ts';
import { mayBeAzure } from './configuredHost.ts';
import type { RequestPlace } from './requestPlace.ts';

/**
 * Whether a request needs no Authorization header, because it gets its token by itself: one to a vault or to Resource Manager, unless it
 * says that it wants none.
 */
export function getsOwnToken(block: RequestBlock, place: RequestPlace, vaults: readonly VaultConfig[]): boolean {
  if (block.syntax.directives.findLast(({ key }) => key === 'flow')?.value.text === 'anonymous') return false;
  return mayBeAzure(place, vaults);
}
