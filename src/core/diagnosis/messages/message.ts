import type { LinkName } from './links.ts';

/**
 * The words for one cause. `{where|fallback}` is replaced by the finding's evidence of that name, or by the fallback
 * (which may be empty). Steps of the fix stand on lines of their own.
 */
export interface Message {
  readonly title: string;
  readonly explanation: string;
  readonly fix: string;
  readonly links: readonly LinkName[];
}
