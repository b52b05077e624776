import { explainObservation } from '../diagnosis/explainObservation.ts';
import { explainText } from '../diagnosis/explainText.ts';
import { readObservation } from '../diagnosis/observation.ts';
import type { ExplainedFinding } from '../model/finding.ts';
import { redactText } from '../token/redactText.ts';
import { EvidenceError } from './evidenceError.ts';
import type { EvidenceReport } from './evidenceReport.ts';
import { explainObservations, jsonLinesOf, observationsOf } from './explainObservations.ts';
import { type EvidenceDoors, explainRuns, totalOf } from './explainRuns.ts';
import { explainTraces } from './explainTraces.ts';
import { asFields, nestingOf } from './jsonFields.ts';
import { readDebugLog } from './logs/readDebugLog.ts';
import { readHar } from './readHar.ts';
import { isSavedTrace } from './readSavedTrace.ts';
import { isArchive, readSaz } from './readSaz.ts';

/** Bytes of an input that is read at most. */
export const longestInput = 64 * 1024 * 1024;
const deepestJson = 100;

/**
 * Explains whatever somebody brings: HAR, Fiddler archive, saved trace, debug log of an SDK, JSON observation or a bare error text.
 * Throws `EvidenceError` where the input cannot be read as what it is.
 * @param name file name, or null for pasted text; only its ending is looked at
 */
export function explainEvidence(bytes: Uint8Array, name: string | null, doors: EvidenceDoors): EvidenceReport {
  if (bytes.length > longestInput)
    throw new EvidenceError('KV_INPUT_TOO_LARGE', `The input has ${bytes.length} bytes; ${longestInput} are read at most.`);
  if (isArchive(bytes) || /\.saz$/i.test(name ?? '')) return redacted(explainRuns(readSaz(bytes, doors.unpack), 'archive', doors));
  const text = textOf(bytes);
  if (text.trim() === '') throw new EvidenceError('KV_INPUT_EMPTY', 'The input is empty.');
  return redacted(explainReadable(text, /\.har$/i.test(name ?? ''), doors));
}

function explainReadable(text: string, isHar: boolean, doors: EvidenceDoors): EvidenceReport {
  const value = jsonOf(text, isHar);
  if (isHar || asFields(value)?.['log'] !== undefined) return explainRuns(readHar(value, doors.unpack), 'har', doors);
  if (isSavedTrace(value)) return explainTraces(value, doors);
  if (value !== undefined && readObservation(value) !== undefined) {
    const diagnosis = explainObservation(value) ?? { verdict: 'unknown', findings: [] };
    return { kind: 'observation', ...diagnosis, runs: null, calls: [], handshake: null };
  }
  const several = observationsOf(value ?? jsonLinesOf(text));
  if (several !== undefined) return explainObservations(several);
  const log = value === undefined ? readDebugLog(text) : undefined;
  if (log === undefined) return { kind: 'text', ...explainText(text), runs: null, calls: [], handshake: null };
  return withWords(explainRuns(log.calls, 'log', doors), log.rest);
}

/** The exceptions beside the calls of a log say why, where the calls alone (often without bodies) do not. */
function withWords(report: EvidenceReport, rest: string): EvidenceReport {
  const said = explainText(rest);
  const best = report.findings[0];
  const isOpen =
    best === undefined || best.cause === 'missing-token' || (best.cause === 'benign-challenge' && report.verdict === 'unknown');
  const findings = said.findings.filter(finding => finding.cause !== 'benign-challenge' && finding.cause !== 'missing-token');
  if (report.verdict === 'expected' || !isOpen || findings.length === 0) return report;
  const total = totalOf([{ verdict: 'failure', findings }, ...(best === undefined ? [] : [{ verdict: 'unknown' as const, findings: [] }])]);
  return { ...report, ...total };
}

function jsonOf(text: string, isHar: boolean): unknown {
  if (!isHar && !/^\s*[{[]/.test(text)) return undefined;
  const looksLikeHar = isHar || /^\s*\{\s*"log"\s*:/.test(text);
  if (nestingOf(text) > deepestJson) {
    if (looksLikeHar) throw new EvidenceError('KV_HAR_TOO_DEEP', `The JSON nests deeper than ${deepestJson} levels.`);
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (looksLikeHar) throw new EvidenceError('KV_HAR_NOT_JSON', 'The HAR is cut off or no JSON.', { cause });
    // A pasted fragment: its words still count.
    return undefined;
  }
}

/** UTF-8 or, with its mark, UTF-16, as PowerShell writes it. */
function textOf(bytes: Uint8Array): string {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(mark, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    throw new EvidenceError('KV_INPUT_NOT_TEXT', 'The input is neither text nor an archive.', { cause });
  }
  throw new EvidenceError('KV_INPUT_NOT_TEXT', 'The input is neither text nor an archive.');
}

/** Evidence quotes the input: tokens in it lose their signature. */
const redacted = (report: EvidenceReport): EvidenceReport => ({
  ...report,
  findings: report.findings.map(redactFinding),
  runs: report.runs?.map(run => ({ ...run, findings: run.findings.map(redactFinding) })) ?? null,
});

const redactFinding = (finding: ExplainedFinding): ExplainedFinding => ({
  ...finding,
  title: redactText(finding.title, []),
  explanation: redactText(finding.explanation, []),
  fix: redactText(finding.fix, []),
  evidence: finding.evidence.map(item => ({ ...item, value: redactText(item.value, []) })),
});
