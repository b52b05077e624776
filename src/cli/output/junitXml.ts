import { type Fault, faultsOf, type ReportedRun } from './reportedRun.ts';
import { exchangesOf } from './runJson.ts';

/** A JUnit report: one suite for the file, one case for each request. Redacted as the runs are. */
export function junitXml(file: string, reported: readonly ReportedRun[]): string {
  const faults = reported.map(faultsOf);
  const failures = faults.filter(list => list.length > 0 && !isError(list)).length;
  const errors = faults.filter(isError).length;
  const skipped = reported.filter(({ run }) => run === null).length;
  const total = reported.reduce((sum, one) => sum + seconds(one), 0);
  const counts = `tests="${reported.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${total.toFixed(3)}"`;
  const started = reported.find(({ run }) => run !== null)?.run?.trace.startedAt;
  const stamp = started === undefined ? '' : ` timestamp="${new Date(started).toISOString().slice(0, 19)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="kvhttp" ${counts}>`,
    `  <testsuite name="${escapeXml(file)}" ${counts}${stamp}>`,
    ...reported.flatMap((one, index) => caseLines(file, one, faults[index] ?? [])),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines(file: string, one: ReportedRun, faults: readonly Fault[]): readonly string[] {
  const place = `classname="${escapeXml(file)}" file="${escapeXml(file)}" line="${one.line + 1}"`;
  const open = `    <testcase name="${escapeXml(one.name)}" ${place} time="${seconds(one).toFixed(3)}"`;
  if (one.run === null) return [`${open}>`, '      <skipped message="# @disabled"/>', '    </testcase>'];
  const inside = [...faults.map(fault => faultLine(file, fault)), ...outputLines(one)];
  return inside.length === 0 ? [`${open}/>`] : [`${open}>`, ...inside, '    </testcase>'];
}

function faultLine(file: string, { kind, line, message }: Fault): string {
  const element = kind === 'not-sent' ? 'error' : 'failure';
  return `      <${element} type="${kind}" message="${escapeXml(message)}">${escapeXml(`${file}:${line + 1}: ${message}`)}</${element}>`;
}

function outputLines({ run }: ReportedRun): readonly string[] {
  if (run === null) return [];
  const findings = run.findings.map(({ cause, title, fix }) => `${cause}: ${title}. ${fix}`.trim());
  return [`      <system-out>${escapeXml([run.headline, ...findings].join('\n'))}</system-out>`];
}

function isError(faults: readonly Fault[]): boolean {
  return faults.some(({ kind }) => kind === 'not-sent');
}

function seconds({ run }: ReportedRun): number {
  if (run === null) return 0;
  return exchangesOf(run.trace).reduce((latest, { startedAt, endedAt }) => Math.max(latest, endedAt ?? startedAt), 0) / 1000;
}

/** XML 1.0 section 2.2 has no control characters but tab and line breaks, and no lone surrogates. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
