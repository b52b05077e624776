import type { EmbeddedVaultControl } from '../core/model/embeddedVault.ts';
import { noChanges } from '../core/model/tokenChanges.ts';
import { readChange } from '../core/run/lab/readChange.ts';
import { readFault, readScenario, readSeconds } from './emulatorArguments.ts';
import { pair } from './readArguments.ts';
import { UsageError } from './usageError.ts';

export const wordsHelp =
  'scenario NAME | fault [token:]NAME | fault none | clock SECONDS | approve CODE | decline CODE | mint [CLAIM=VALUE…] | federated [CLAIM=VALUE…]';

/**
 * One line that is typed to a running embedded vault, and what to answer.
 * @param now epoch seconds.
 * @throws UsageError for a line that means nothing.
 */
export async function obeyLine(text: string, control: EmbeddedVaultControl, now: number): Promise<string> {
  const [word = '', ...rest] = text.trim().split(/\s+/);
  const [first = ''] = rest;
  const changes = () => ({
    ...noChanges,
    claims: Object.fromEntries(rest.map(each => pair('claim', each)).map(([name, value]) => [name, readChange(name, value, now)])),
  });
  switch (word) {
    case 'scenario':
      await control.setScenario(readScenario(first));
      return `scenario ${first}`;
    case 'fault':
      await control.setFault(first === 'none' ? null : readFault(first));
      return `fault ${first}`;
    case 'clock':
      await control.moveClock(readSeconds(first));
      return `clock moved by ${readSeconds(first)} s`;
    case 'approve':
    case 'decline':
      return (await control.decideDeviceCode(first, word)) ? `${word}d` : 'no such code waits';
    case 'mint':
      return control.mint(changes());
    case 'federated':
      return control.mintFederatedToken(changes());
    default:
      throw new UsageError(`'${word}' means nothing here. ${wordsHelp}`);
  }
}
