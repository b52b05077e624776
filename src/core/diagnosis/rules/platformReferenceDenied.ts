import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

/** Status words of Key Vault references in App Service: the vault’s own answer stays hidden behind them. */
export const platformReferenceDenied: Rule = byCode('platform-reference-denied', ['AccessToKeyVaultDenied', 'OtherReasons']);
