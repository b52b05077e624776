import type { CauseText } from '../fillMessage.ts';
import type { LinkName } from './links.ts';

/**
 * The words for one cause. `{where|fallback}` is replaced by the finding's evidence of that name, or by the fallback
 * (which may be empty). Steps of the fix stand on lines of their own. Other languages: `l10n/causes.*.json`.
 */
export interface Message extends CauseText {
  readonly links: readonly LinkName[];
}
