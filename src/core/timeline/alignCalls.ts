import type { Exchange } from '../model/trace.ts';
import { splitUrl } from './rowOfExchange.ts';

export type CallPair = readonly [left: Exchange | null, right: Exchange | null];

/** Above this many pairs to weigh, calls are paired by their place: two imported traces must not take minutes. */
const weighed = 1_000_000;

/** The calls of two runs, each beside the one that plays the same part: the longest common subsequence by purpose and host. */
export function alignCalls(left: readonly Exchange[], right: readonly Exchange[]): readonly CallPair[] {
  let start = 0;
  while (start < left.length && start < right.length && samePart(left[start], right[start])) start++;
  let end = 0;
  while (end < left.length - start && end < right.length - start && samePart(left.at(-1 - end), right.at(-1 - end))) end++;
  const middle = alignMiddle(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return [
    ...left.slice(0, start).map((one, i): CallPair => [one, right[i] ?? null]),
    ...middle,
    ...left.slice(left.length - end).map((one, i): CallPair => [one, right[right.length - end + i] ?? null]),
  ];
}

function alignMiddle(left: readonly Exchange[], right: readonly Exchange[]): readonly CallPair[] {
  if (left.length * right.length > weighed) {
    return Array.from({ length: Math.max(left.length, right.length) }, (_, i): CallPair => [left[i] ?? null, right[i] ?? null]);
  }
  const lengths = commonLengths(left, right);
  const pairs: CallPair[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [one, other] = [left[i] ?? null, right[j] ?? null];
    if (one !== null && other !== null && samePart(one, other)) {
      pairs.push([one, other]);
      i++;
      j++;
    } else if (other === null || (one !== null && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      pairs.push([one, null]);
      i++;
    } else {
      pairs.push([null, other]);
      j++;
    }
  }
  return pairs;
}

/** lengths[i][j]: how many calls of left from i on and of right from j on can be paired. */
function commonLengths(left: readonly Exchange[], right: readonly Exchange[]): readonly (readonly number[])[] {
  const lengths: number[][] = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const [row, below] = [lengths[i], lengths[i + 1]];
      if (row === undefined || below === undefined) continue;
      row[j] = samePart(left[i], right[j]) ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function samePart(left: Exchange | undefined, right: Exchange | undefined): boolean {
  if (left === undefined || right === undefined || left.purpose !== right.purpose) return false;
  return splitUrl(left.request.url).host === splitUrl(right.request.url).host;
}
