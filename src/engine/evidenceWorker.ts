import { parentPort, workerData } from 'node:worker_threads';
import * as zlib from 'node:zlib';
import { auditMarkdown } from '../core/evidence/audit/auditMarkdown.ts';
import { classifyAudit } from '../core/evidence/audit/classifyAudit.ts';
import { readAuditLog } from '../core/evidence/audit/readAuditLog.ts';
import { EvidenceError } from '../core/evidence/evidenceError.ts';
import { evidenceMarkdown } from '../core/evidence/evidenceMarkdown.ts';
import { explainEvidence } from '../core/evidence/explainEvidence.ts';
import { unpackWith } from '../core/evidence/unpackWith.ts';
import { translator } from '../core/model/translate.ts';
import type { EvidenceAnswer, EvidenceAsk } from '../protocol/evidence.ts';
import { fingerprint } from './fingerprint.ts';

/** Entry of `dist/evidence.js`: reads what may be made to do harm in a thread that can be ended, answers once, and ends. Sends nothing. */
parentPort?.postMessage(answerTo(workerData as EvidenceAsk));

function answerTo(ask: EvidenceAsk): EvidenceAnswer {
  try {
    return { kind: 'report', markdown: ask.kind === 'audit' ? auditReport(ask) : evidenceReport(ask) };
  } catch (error) {
    if (error instanceof EvidenceError) return { kind: 'unreadable', message: error.message };
    throw error;
  }
}

function evidenceReport({ files, strings, causes }: EvidenceAsk): string {
  const file = files[0];
  if (file === undefined) throw new EvidenceError('KV_INPUT_EMPTY', 'The input is empty.');
  const report = explainEvidence(file.bytes, file.name, { now: Date.now(), fingerprint, unpack: unpackWith(zlib) });
  return evidenceMarkdown(report, translator(strings), causes);
}

function auditReport({ files }: EvidenceAsk): string {
  const readings = files.map(file => readAuditLog(new TextDecoder().decode(file.bytes)));
  const rows = readings.flatMap(reading => reading.rows);
  if (rows.length === 0) throw new EvidenceError('KV_AUDIT_NO_ROWS', 'There is no row of a Key Vault audit log in it.');
  return auditMarkdown(classifyAudit({ rows, unreadable: readings.reduce((sum, { unreadable }) => sum + unreadable, 0) }));
}
