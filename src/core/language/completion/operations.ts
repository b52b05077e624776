import { type NeededAccess, neededAccess } from '../../diagnosis/neededAccess.ts';
import { cloudOfVaultHost, isHsmHost, isManagementHost } from '../../token/clouds.ts';
import { hsmOperations } from './hsmOperations.ts';
import { managementOperations } from './managementOperations.ts';
import type { Operation } from './operation.ts';
import { vaultOperations } from './vaultOperations.ts';

/** What can be asked of a host: of a vault where the host is not known yet. */
export function operationsOf(host: string | undefined): readonly Operation[] {
  if (host === undefined) return vaultOperations;
  if (isManagementHost(host)) return managementOperations;
  const cloud = cloudOfVaultHost(host);
  return cloud !== undefined && isHsmHost(cloud, host) ? hsmOperations : vaultOperations;
}

/**
 * The operation that a call is, or undefined. Doubled slashes and one at the end make no difference; a version may be left out where
 * the path goes on behind it. Of two that fit, the one with more words of its own counts.
 * @param path without host and query
 */
export function operationOf(method: string, path: string, host: string | undefined): Operation | undefined {
  const wanted = segmentsOf(path);
  const fits = operationsOf(host).filter(operation => operation.method === method && matches(operation.path, wanted));
  return fits.toSorted((a, b) => literals(b.path) - literals(a.path) || a.path.length - b.path.length)[0];
}

function matches(path: string, wanted: readonly string[]): boolean {
  const own = segmentsOf(path);
  const withoutVersion = own.filter(segment => segment !== '{version}');
  return same(own, wanted) || same(withoutVersion, wanted);
}

function same(own: readonly string[], wanted: readonly string[]): boolean {
  const fits = (segment: string, index: number) => segment.startsWith('{') || segment.toLowerCase() === wanted[index]?.toLowerCase();
  return own.length === wanted.length && own.every(fits);
}

/**
 * What stands behind the written segments in an operation's path: `rotate` of `/keys/{name}/rotate` behind `/keys/mine/`; undefined where
 * the operation begins otherwise, or ends there.
 */
export function restOfPath(path: string, written: string): string | undefined {
  const [own, begun] = [segmentsOf(path), segmentsOf(written)];
  return own.length > begun.length && same(own.slice(0, begun.length), begun) ? own.slice(begun.length).join('/') : undefined;
}

function literals(path: string): number {
  return segmentsOf(path).filter(segment => !segment.startsWith('{')).length;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter(segment => segment !== '');
}

/** What an operation needs: access-policy permission, action, least role. */
export function neededFor({ method, path, access }: Operation): NeededAccess {
  return access ?? neededAccess(method, `https://vault${path.replaceAll(/\{\w+\}/g, 'x')}`, null, '');
}
