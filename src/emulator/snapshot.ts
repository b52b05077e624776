import type { JsonObject } from '../core/model/tokenFacts.ts';
import { readJsonObject } from './http/readJsonObject.ts';
import { newAttributes } from './vault/objectAttributes.ts';
import type { SecretVersion } from './vault/secrets/secretVersion.ts';
import type { VaultObjects } from './vault/vaultObjects.ts';
import type { Entry } from './vault/versionedStore.ts';

/** A text that is no snapshot of an embedded vault. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

const format = 'kvhttp-embedded-vault';

/** The secrets as JSON, with their values and versions, in deleted state as well. Private keys are in none: the secret of a certificate is left out. */
export function writeSnapshot({ secrets }: VaultObjects, now: number): string {
  const rows = (['live', 'deleted'] as const).flatMap(state =>
    secrets
      .list(state, now)
      .filter(isOwn)
      .map(({ name, versions, lifecycle }) => ({
        name,
        ...(lifecycle.kind === 'deleted' ? { deletedAt: lifecycle.deletedAt } : {}),
        versions,
      })),
  );
  return `${JSON.stringify({ format, version: 1, secrets: rows }, null, 2)}\n`;
}

/** Not one that the vault made for a certificate. */
const isOwn = ({ versions }: Entry<SecretVersion>): boolean => !versions.some(version => version.managed);

/**
 * Puts the secrets of a snapshot in place of those that are there.
 * @throws SnapshotError
 */
export function readSnapshot(text: string, { secrets }: VaultObjects, now: number): void {
  const snapshot = readJsonObject(text);
  if (snapshot?.format !== format || snapshot.version !== 1 || !Array.isArray(snapshot.secrets)) {
    throw new SnapshotError('This is no snapshot of an embedded vault.');
  }
  const rows = snapshot.secrets.map(readRow);
  for (const { name } of secrets.list('live', now).filter(isOwn)) secrets.purge(name, 0);
  for (const { name, versions, deletedAt } of rows) {
    secrets.set(
      name,
      versions.map(version => readVersion(version, now)),
    );
    if (deletedAt !== undefined) secrets.delete(name, deletedAt, deletedAt);
  }
}

interface Row {
  readonly name: string;
  readonly versions: readonly JsonObject[];
  readonly deletedAt: number | undefined;
}

function readRow(value: unknown): Row {
  const { name, versions, deletedAt } = (value ?? {}) as Record<string, unknown>;
  const isGood = typeof name === 'string' && /^[0-9a-zA-Z-]{1,127}$/.test(name) && Array.isArray(versions) && versions.length > 0;
  if (!isGood) throw new SnapshotError('The snapshot holds a secret without a good name or without versions.');
  return { name, versions: versions as readonly JsonObject[], deletedAt: typeof deletedAt === 'number' ? deletedAt : undefined };
}

function readVersion(given: JsonObject, now: number): SecretVersion {
  const { version, value, contentType } = given ?? {};
  if (typeof version !== 'string' || !/^[0-9a-f]{32}$/.test(version) || typeof value !== 'string') {
    throw new SnapshotError('The snapshot holds a version of a secret without an id or a value.');
  }
  const { enabled, notBefore, expires, created, updated, tags } = given;
  return {
    ...newAttributes({}, now),
    version,
    value,
    contentType: typeof contentType === 'string' ? contentType : undefined,
    ...(typeof enabled === 'boolean' ? { enabled } : {}),
    ...(typeof notBefore === 'number' ? { notBefore } : {}),
    ...(typeof expires === 'number' ? { expires } : {}),
    ...(typeof created === 'number' ? { created } : {}),
    ...(typeof updated === 'number' ? { updated } : {}),
    ...(typeof tags === 'object' && tags !== null && !Array.isArray(tags) ? { tags: tags as Record<string, string> } : {}),
  };
}
