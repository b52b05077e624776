import type { Translate } from '../../core/model/translate.ts';
import type { EmbeddedState } from '../vaults/vaultTree.ts';

/** What the status bar says while a request file is active; `name` is the environment in use. */
export function statusText(
  name: string | null,
  embedded: EmbeddedState,
  t: Translate,
): { readonly text: string; readonly tooltip: string; readonly ariaLabel: string } {
  const environment = name ?? t('no environment');
  const vault = { stopped: '', starting: ' $(loading~spin)', running: ' $(vm-running)' }[embedded];
  const words = {
    stopped: t('The embedded vault is stopped; a request that needs it starts it.'),
    starting: t('The embedded vault is starting.'),
    running: t('The embedded vault is running.'),
  }[embedded];
  return {
    text: `$(symbol-variable) ${environment}${vault}`,
    tooltip: [
      name === null ? t('Key Vault requests: no environment') : t('Key Vault requests: environment {0}', name),
      words,
      t('Select to choose the environment.'),
    ].join('\n'),
    ariaLabel: `${name === null ? t('Key Vault requests: no environment') : t('Key Vault requests: environment {0}', name)}. ${words}`,
  };
}
