import type { Translate } from '../../core/model/translate.ts';
import { commands } from '../commands.ts';
import type { TreeLine } from '../treeLine.ts';
import type { Listing } from './objectListings.ts';
import { kindsOf, type ListRef, type ObjectKind, type ObjectRef, type VaultObject } from './vaultObject.ts';

/** "Secrets", "Keys", "Certificates", or the soft-deleted ones among them. */
export interface ListNode extends ListRef, TreeLine {
  readonly kind: 'list';
}

export interface ObjectNode extends ObjectRef, TreeLine {
  readonly kind: 'object';
  /** URL of the object. */
  readonly url: string;
}

/** "Load more", a failure, or what a list says of itself. */
export interface ListRemarkNode extends ListRef, TreeLine {
  readonly kind: 'list-remark';
  /** The run that `Open Trace` shows; null where there is none. */
  readonly run: string | null;
}

export type BelowList = ListNode | ObjectNode | ListRemarkNode;

/** What is below a vault. `known` is what was listed already: it gives the counts. */
export function listNodes(
  vault: { readonly name: string; readonly url: string },
  known: (list: ListRef) => Listing | undefined,
  t: Translate,
): readonly ListNode[] {
  return kindsOf(vault.url).map(objects => {
    const list = { vault: vault.name, objects, deleted: false };
    return listNode(list, known(list), t);
  });
}

/** What is below a list: its objects, then what else there is to say or to do, then the soft-deleted ones. */
export function objectNodes(
  list: ListRef,
  listing: Listing,
  deleted: Listing | undefined,
  now: number,
  t: Translate,
): readonly BelowList[] {
  return [
    ...listing.objects.map(object => objectNode(list, object, now, t)),
    ...remarkNodes(list, listing, t),
    ...(list.deleted || listing.failure !== null ? [] : [listNode({ ...list, deleted: true }, deleted, t)]),
  ];
}

export function listNode({ vault, objects, deleted }: ListRef, listing: Listing | undefined, t: Translate): ListNode {
  const list = { vault, objects, deleted };
  const label = deleted ? t('Soft-deleted') : titleOf(list.objects, t);
  const count = countOf(listing);
  return {
    ...list,
    kind: 'list',
    id: idOf(list),
    label,
    description: count,
    tooltip: list.deleted
      ? t('Deleted, and kept until their purge date: they can be recovered.')
      : t('Names and attributes, no values. Opening it sends a request that you can follow in the history.'),
    contextValue: list.deleted ? 'list deleted' : 'list',
    icon: list.deleted ? 'trash' : icons[list.objects],
    iconColor: null,
    ariaLabel: `${label} ${count}`.trim(),
    opens: true,
    command: null,
  };
}

function objectNode(list: ListRef, object: VaultObject, now: number, t: Translate): ObjectNode {
  const marks = marksOf(object, now, t);
  const bad = object.deleted !== null || !object.enabled || isOver(object.expires, now) || isAhead(object.notBefore, now);
  const words = marks.join(' · ');
  const times = [
    ...(object.notBefore === null ? [] : [t('Valid from {0}', dateOf(object.notBefore))]),
    ...(object.expires === null ? [] : [t('Valid until {0}', dateOf(object.expires))]),
  ];
  return {
    ...list,
    kind: 'object',
    id: `${idOf(list)}:${object.name}`,
    name: object.name,
    url: object.id,
    label: object.name,
    description: words,
    tooltip: [object.id, ...marks, ...times].join('\n'),
    contextValue: `object ${list.deleted ? 'deleted' : 'live'}`,
    icon: iconOf(list, object, now),
    iconColor: bad ? 'disabledForeground' : null,
    ariaLabel: [object.name, ...marks].join(', '),
    opens: false,
    command: null,
  };
}

function marksOf(object: VaultObject, now: number, t: Translate): readonly string[] {
  const { deleted } = object;
  const marks: string[] = [];
  if (deleted !== null) marks.push(deleted.at === null ? t('deleted') : t('deleted {0}', dateOf(deleted.at)));
  if (deleted !== null && deleted.purgedAt !== null) marks.push(t('purged {0}', dateOf(deleted.purgedAt)));
  if (!object.enabled) marks.push(t('disabled'));
  if (object.expires !== null && isOver(object.expires, now)) marks.push(t('expired {0}', dateOf(object.expires)));
  if (object.notBefore !== null && isAhead(object.notBefore, now)) marks.push(t('not valid before {0}', dateOf(object.notBefore)));
  if (object.managed) marks.push(t('belongs to a certificate'));
  return marks;
}

function iconOf(list: ListRef, object: VaultObject, now: number): string {
  if (object.deleted !== null) return 'trash';
  if (!object.enabled) return 'circle-slash';
  if (isOver(object.expires, now) || isAhead(object.notBefore, now)) return 'warning';
  return icons[list.objects];
}

function remarkNodes(list: ListRef, listing: Listing, t: Translate): readonly ListRemarkNode[] {
  const remark = (name: string, part: Partial<ListRemarkNode> & { readonly label: string }): ListRemarkNode => ({
    ...list,
    kind: 'list-remark',
    id: `${idOf(list)}!${name}`,
    description: '',
    tooltip: part.label,
    contextValue: `list-${name}`,
    icon: 'info',
    iconColor: null,
    ariaLabel: part.label,
    opens: false,
    command: null,
    run: null,
    ...part,
  });
  const { objects, failure, next, unreadable } = listing;
  const nodes: ListRemarkNode[] = [];
  if (unreadable > 0) nodes.push(remark('unreadable', { label: t('{0} entries could not be read', unreadable) }));
  if (failure !== null) {
    nodes.push(
      remark('failed', {
        label: t('Retry'),
        description: failure.text,
        tooltip: t('{0}\nSelect to send the request again.', failure.text),
        icon: 'refresh',
        iconColor: 'list.errorForeground',
        ariaLabel: t('Retry: {0}', failure.text),
        command: { id: commands.retryList, args: [list] },
        run: failure.runId,
      }),
    );
  } else if (next !== null) {
    nodes.push(remark('more', { label: t('Load more'), icon: 'ellipsis', command: { id: commands.loadMore, args: [list] } }));
  } else if (objects.length === 0 && unreadable === 0) {
    nodes.push(remark('empty', { label: list.deleted ? t('None') : emptyText(list.objects, t) }));
  }
  return nodes;
}

const icons: Readonly<Record<ObjectKind, string>> = { secrets: 'lock', keys: 'key', certificates: 'verified' };
const titleOf = (kind: ObjectKind, t: Translate): string =>
  ({ secrets: t('Secrets'), keys: t('Keys'), certificates: t('Certificates') })[kind];
const emptyText = (kind: ObjectKind, t: Translate): string =>
  ({ secrets: t('No secrets'), keys: t('No keys'), certificates: t('No certificates') })[kind];

const idOf = (list: ListRef): string => `list:${list.vault}:${list.objects}${list.deleted ? ':deleted' : ''}`;
const isOver = (time: number | null, now: number): boolean => time !== null && time <= now;
const isAhead = (time: number | null, now: number): boolean => time !== null && time > now;
/** 2027-01-31, the same in every language and time zone. */
const dateOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

function countOf(listing: Listing | undefined): string {
  if (listing === undefined || (listing.failure !== null && listing.objects.length === 0)) return '';
  return `${listing.objects.length}${listing.next === null ? '' : '+'}`;
}
