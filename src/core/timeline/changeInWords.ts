import type { JsonValue } from '../model/tokenFacts.ts';
import type { Translate } from '../model/translate.ts';
import { formatMs } from './formatMs.ts';

const timeClaims: readonly string[] = ['exp', 'nbf', 'iat'];

/** How a named value got from `left` to `right`, in a few words; they are not the same. */
export function changeInWords(name: string, left: JsonValue | undefined, right: JsonValue | undefined, t: Translate): string {
  if (left === undefined) return t('{0} is new', name);
  if (right === undefined) return t('{0} is gone', name);
  if (Array.isArray(left) && Array.isArray(right)) return listChange(name, left.map(String), right.map(String), t);
  if (typeof left === 'number' && typeof right === 'number' && timeClaims.includes(name)) {
    const apart = formatMs(Math.abs(right - left) * 1000, t);
    return right > left ? t('{0} is {1} later', name, apart) : t('{0} is {1} earlier', name, apart);
  }
  if (typeof left === 'string' && typeof right === 'string') return textChange(name, left, right, t);
  return t('{0} changed', name);
}

function textChange(name: string, left: string, right: string, t: Translate): string {
  if (left === `${right}/`) return t('{0} lost its slash', name);
  if (right === `${left}/`) return t('{0} gained a slash at its end', name);
  if (left.toLowerCase() === right.toLowerCase()) return t('{0} differs in upper and lower case alone', name);
  if (name === 'scp') return listChange(name, left.split(' '), right.split(' '), t);
  if (name === 'tid' || name === 'tenant') return t('{0} is another tenant', name);
  if (name === 'oid' || name === 'sub') return t('{0} is another identity', name);
  if (name === 'appid' || name === 'azp') return t('{0} is another application', name);
  const [from, to] = [hostOf(left), hostOf(right)];
  if (from !== undefined && to !== undefined && from !== to) return t('{0} went from {1} to {2}', name, from, to);
  return t('{0} changed', name);
}

function listChange(name: string, left: readonly string[], right: readonly string[], t: Translate): string {
  const gained = right.filter(one => !left.includes(one));
  const lost = left.filter(one => !right.includes(one));
  if (gained.length > 0 && lost.length > 0) return t('{0} gained {1} and lost {2}', name, gained.join(' '), lost.join(' '));
  if (gained.length > 0) return t('{0} gained {1}', name, gained.join(' '));
  return lost.length > 0 ? t('{0} lost {1}', name, lost.join(' ')) : t('{0} changed', name);
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase();
}
