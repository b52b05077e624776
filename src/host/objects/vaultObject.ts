/** What a vault holds that can be listed, as its paths say it. */
export type ObjectKind = 'secrets' | 'keys' | 'certificates';
export const objectKinds: readonly ObjectKind[] = ['secrets', 'keys', 'certificates'];

/** One line of a listing: its name and attributes, never a value. Times are epoch seconds. */
export interface VaultObject {
  readonly name: string;
  /** URL of the object without version, as the service names it. */
  readonly id: string;
  readonly enabled: boolean;
  readonly notBefore: number | null;
  readonly expires: number | null;
  /** The secret or key belongs to a certificate of the same name and changes with it. */
  readonly managed: boolean;
  /** Set for soft-deleted objects alone; the times are null where the service does not tell them. */
  readonly deleted: { readonly at: number | null; readonly purgedAt: number | null } | null;
}

/** One list of one vault: live or soft-deleted objects of a kind. */
export interface ListRef {
  readonly vault: string;
  readonly objects: ObjectKind;
  readonly deleted: boolean;
}

/** What a line of the tree, a menu or a drag names: looked up again before it is used. */
export interface ObjectRef extends ListRef {
  readonly name: string;
}

/** Names that the service allows, the same for all three kinds. */
export const isObjectName = (text: string): boolean => /^[0-9A-Za-z-]{1,127}$/.test(text);

/** A managed HSM holds keys alone. */
export function kindsOf(vaultUrl: string): readonly ObjectKind[] {
  return /\.managedhsm\./i.test(new URL(vaultUrl).hostname) ? ['keys'] : objectKinds;
}

export function listRefOf(value: unknown): ListRef | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { vault, objects, deleted } = value as { vault?: unknown; objects?: unknown; deleted?: unknown };
  const kind = objectKinds.find(each => each === objects);
  return typeof vault === 'string' && vault !== '' && kind !== undefined ? { vault, objects: kind, deleted: deleted === true } : undefined;
}

/** The object in a tree item or in what another extension passes; undefined where it names none. */
export function objectRefOf(value: unknown): ObjectRef | undefined {
  const list = listRefOf(value);
  const name = (value as { name?: unknown } | null)?.name;
  return list !== undefined && typeof name === 'string' && isObjectName(name) ? { ...list, name } : undefined;
}
