/** Versions of the data plane, newest first. There is no default: a call without one is refused. */
export const dataPlaneVersions = ['2026-04-01', '2025-07-01', '7.6', '7.5', '7.4', '7.3', '7.2', '7.1', '7.0', '2016-10-01', '2015-06-01'];

/** What a new request gets: stable, and known to every vault and cloud. */
export const usualVersion = '7.6';

/** Versions of `Microsoft.KeyVault` in Azure Resource Manager, newest first; those before 2026-02-01 end on 2027-02-27. */
export const managementVersions = [
  '2026-02-01',
  '2025-05-01',
  '2024-11-01',
  '2023-07-01',
  '2023-02-01',
  '2022-11-01',
  '2022-07-01',
  '2021-10-01',
  '2019-09-01',
  '2018-02-14',
  '2016-10-01',
  '2015-06-01',
];

const preview = /^(?:\d{4}-\d{2}-\d{2}-preview|7\.\d-preview(?:\.\d+)?)$/;

/** `future`: a date behind the newest one known here, which may well be right. */
export function judgeVersion(version: string, known: readonly string[]): 'known' | 'future' | 'unknown' {
  if (known.includes(version) || preview.test(version)) return 'known';
  const newest = known.find(each => each.includes('-')) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(version) && version > newest ? 'future' : 'unknown';
}
