import type { LoadedNames } from '../../core/language/completion/completionFacts.ts';
import type { Run } from '../../core/model/run.ts';
import { answerText } from './answerText.ts';
import { readObjectPage } from './readObjectPage.ts';
import { listRequest, type RequestVault } from './requestText.ts';
import type { ListRef, VaultObject } from './vaultObject.ts';

/** Why a page did not come; `runId` opens the trace that shows it. */
export interface ListFailure {
  readonly text: string;
  readonly runId: string;
}

/** What is known of one list. `failure` is that of the page after `objects`. */
export interface Listing {
  readonly objects: readonly VaultObject[];
  /** Path and query of the next page; null after the last one. */
  readonly next: string | null;
  readonly unreadable: number;
  readonly failure: ListFailure | null;
}

export interface ListingDoors {
  vault(name: string): RequestVault | undefined;
  /** Sends a request text without taking the panel; `page` counts from 1. Never rejects. */
  send(list: ListRef, page: number, text: string): Promise<Run>;
}

interface Held {
  listing: Listing | undefined;
  pages: number;
  loading: Promise<Listing> | undefined;
}

const nothing: Listing = { objects: [], next: null, unreadable: 0, failure: null };

/**
 * Lists of objects, a page at a time, each page one traced send. A list is asked for when somebody opens it, once, however often
 * the tree is drawn; a failure stays until somebody asks again.
 */
export class ObjectListings {
  readonly #doors: ListingDoors;
  readonly #held = new Map<string, Held>();

  constructor(doors: ListingDoors) {
    this.#doors = doors;
  }

  /** What is there already: drawing a closed branch must not send. */
  known(list: ListRef): Listing | undefined {
    return this.#held.get(keyOf(list))?.listing;
  }

  /** Names of the live objects as far as their lists were read. */
  names(vault: string): LoadedNames {
    const namesOf = (objects: ListRef['objects']) => this.known({ vault, objects, deleted: false })?.objects.map(({ name }) => name) ?? [];
    return { secrets: namesOf('secrets'), keys: namesOf('keys'), certificates: namesOf('certificates') };
  }

  /** The list as far as it was read; reads its first page where none was. */
  async open(list: ListRef): Promise<Listing> {
    const held = this.#holdOf(list);
    return held.loading ?? held.listing ?? this.#load(list, held);
  }

  /** The next page, or once more the one that failed. */
  async more(list: ListRef): Promise<Listing> {
    const held = this.#holdOf(list);
    return held.loading ?? this.#load(list, held);
  }

  /** Forgets the lists of one vault, or all. One that is being read is read in vain. */
  clear(vault: string | null): void {
    for (const key of [...this.#held.keys()]) if (vault === null || key.startsWith(`${vault}\n`)) this.#held.delete(key);
  }

  #holdOf(list: ListRef): Held {
    const known = this.#held.get(keyOf(list));
    if (known !== undefined) return known;
    const fresh: Held = { listing: undefined, pages: 0, loading: undefined };
    this.#held.set(keyOf(list), fresh);
    return fresh;
  }

  #load(list: ListRef, held: Held): Promise<Listing> {
    held.loading ??= this.#readPage(list, held).finally(() => {
      held.loading = undefined;
    });
    return held.loading;
  }

  async #readPage(list: ListRef, held: Held): Promise<Listing> {
    const vault = this.#doors.vault(list.vault);
    const before = held.listing ?? nothing;
    if (vault === undefined) return before;
    const run = await this.#doors.send(list, held.pages + 1, listRequest(list, vault, before.next));
    const text = answerText(run);
    const page = text === undefined ? undefined : readObjectPage(text, vault.url, list);
    if (page === undefined) {
      held.listing = { ...before, failure: { text: run.headline, runId: run.trace.id } };
    } else {
      held.pages++;
      const objects = [...before.objects, ...page.objects];
      held.listing = { objects, next: page.next, unreadable: before.unreadable + page.unreadable, failure: null };
    }
    return held.listing;
  }
}

const keyOf = ({ vault, objects, deleted }: ListRef): string => `${vault}\n${objects}\n${deleted}`;
