import type { CauseCode } from '../../model/causes.ts';
import type { TextSpan } from '../../model/textSpan.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import type { KvDocument, RequestBlock } from '../syntax.ts';
import type { Advice } from './advice.ts';
import type { OfflineContext } from './offlineText.ts';
import type { RequestPlace } from './requestPlace.ts';

/** What is known before a request is sent, without asking anybody. */
export interface ExplainFacts extends OfflineFacts {
  /** Names of the configured credentials; null where they are not known. */
  readonly credentials: readonly string[] | null;
  /** Epoch seconds. */
  readonly now: number;
}

/** One request as the rules see it. Spans of its syntax count from the block; `span` makes them the document's. */
export interface ExplainContext extends OfflineContext {
  readonly block: RequestBlock;
  readonly document: KvDocument;
  readonly facts: ExplainFacts;
  readonly place: RequestPlace;
  readonly method: string;
  span(inBlock: TextSpan): TextSpan;
  /**
   * Whether the request's own assertions say that it is meant to end with this cause, or with one of these statuses: those that the fault
   * would lead to, 401 where none is named.
   */
  isMeant(cause: CauseCode | null, statuses?: readonly number[]): boolean;
}

/** Looks at one thing and tells what is wrong with it; nothing where all is well. */
export type ExplainRule = (context: ExplainContext) => readonly Advice[];
