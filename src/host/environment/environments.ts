import { type Environment, type EnvironmentFile, environmentFileNames } from '../../core/resolve/environment/environment.ts';
import { type Environments as ReadEnvironments, readEnvironments } from '../../core/resolve/environment/readEnvironments.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import { environmentFiles } from './environmentFiles.ts';

const stateKey = 'kvhttp.environment';

export interface EnvironmentDoors {
  settings(): UserSettings['environments'];
  /** File and folder that confines it; undefined for a document without a disk, and where the workspace is not trusted. */
  placeOf(document: string): { readonly file: string; readonly root: string | undefined } | undefined;
  /** What the person has chosen in this workspace. */
  readonly memory: { get(key: string): unknown; update(key: string, value: unknown): Thenable<void> };
  changed(): void;
}

/**
 * The variables of the environment in use: those of the user's settings, and over them those of environment files near a request file.
 * Without a choice the first environment is in use.
 */
export class Environments {
  readonly #doors: EnvironmentDoors;
  readonly #known = new Map<string, ReadEnvironments>();
  readonly #reading = new Set<string>();

  constructor(doors: EnvironmentDoors) {
    this.#doors = doors;
  }

  /** Read anew: a Send takes the files as they are. */
  async of(document: string): Promise<Environment> {
    return this.#select(await this.#read(document));
  }

  async names(document: string): Promise<readonly string[]> {
    return (await this.#read(document)).names;
  }

  /** What is known without waiting; when the files tell more, `changed` is called. */
  known(document: string): Environment {
    const read = this.#known.get(document);
    if (read === undefined) this.#readLater(document);
    return this.#select(read ?? readEnvironments(this.#ofSettings()));
  }

  /** Settings, files or trust have changed; or this one document was closed. */
  forget(document?: string): void {
    if (document === undefined) this.#known.clear();
    else this.#known.delete(document);
  }

  async choose(name: string): Promise<void> {
    await this.#doors.memory.update(stateKey, name);
    this.#doors.changed();
  }

  #select(read: ReadEnvironments): Environment {
    const chosen = this.#doors.memory.get(stateKey);
    const name = typeof chosen === 'string' && read.names.includes(chosen) ? chosen : (read.names[0] ?? null);
    return read.select(name);
  }

  #readLater(document: string): void {
    if (this.#reading.has(document)) return;
    this.#reading.add(document);
    void this.#read(document).then(({ names, problems }) => {
      this.#reading.delete(document);
      if (names.length > 0 || problems.length > 0) this.#doors.changed();
    });
  }

  async #read(document: string): Promise<ReadEnvironments> {
    const place = this.#doors.placeOf(document);
    const files = place === undefined ? [] : await environmentFiles(place.file, place.root);
    const read = readEnvironments([...this.#ofSettings(), ...files]);
    if (this.#known.has(document) || this.#reading.has(document)) this.#known.set(document, read);
    return read;
  }

  /** The user's settings have the form of such a file, and the last word of none. */
  #ofSettings(): readonly EnvironmentFile[] {
    const settings = this.#doors.settings();
    return Object.keys(settings).length === 0 ? [] : [{ path: 'kvhttp.environments', text: JSON.stringify(settings) }];
  }
}

/** Whether a change of this file changes environments. */
export function isEnvironmentFile(path: string): boolean {
  const normal = path.replaceAll('\\', '/');
  return environmentFileNames.some(name => normal.endsWith(`/${name}`));
}
