import type { Run } from '../../core/model/run.ts';
import { answerText } from '../objects/answerText.ts';
import { type ArmCaller, type ArmList, armRequest } from './armRequests.ts';
import type { ArmPage } from './readArmList.ts';

/** So many pages are read at most: a list without an end must not go on for ever. */
const maxPages = 20;

export type ArmAnswer<T> = { readonly kind: 'items'; readonly items: readonly T[] } | { readonly kind: 'failed'; readonly run: Run };

/** Reads a whole list of the management plane, each page one traced send. */
export async function armItems<T>(
  list: ArmList,
  caller: ArmCaller,
  read: (text: string, arm: string) => ArmPage<T> | undefined,
  send: (text: string, page: number) => Promise<Run>,
): Promise<ArmAnswer<T>> {
  const items: T[] = [];
  let next: string | null = null;
  for (let page = 1; page <= maxPages; page++) {
    const run = await send(armRequest(list, caller, next), page);
    const text = answerText(run);
    const answer = text === undefined ? undefined : read(text, caller.arm);
    if (answer === undefined) return { kind: 'failed', run };
    items.push(...answer.items);
    next = answer.next;
    if (next === null) break;
  }
  return { kind: 'items', items };
}
