import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { EmbeddedVaultInfo } from '../../../src/core/model/embeddedVault.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { Exchange, TraceEntry } from '../../../src/core/model/trace.ts';

const folder = path.join(import.meta.dirname, 'golden');

/** One line for each event of a run, with ports, ids and times made alike. */
export function transcript(run: Run, info: EmbeddedVaultInfo | null): string {
  const { trace } = run;
  const lines = [
    `> ${trace.request.method} ${trace.request.url} (${trace.request.flow})`,
    ...trace.entries.map(describe),
    `= ${trace.outcome.kind}${'message' in trace.outcome ? `: ${trace.outcome.message}` : ''}`,
    `= token: ${JSON.stringify(trace.token?.claims['aud'] ?? null)} from ${trace.token?.source ?? 'nowhere'}`,
    `= ${run.verdict}: ${run.findings.map(finding => `${finding.cause} (${finding.certainty})`).join(', ') || 'no finding'}`,
    `= ${run.headline}`,
  ];
  return normal(lines.join('\n'), info);
}

/** Compares with `golden/NAME.txt`; writes `NAME.actual.txt` beside it where they differ or none is there yet. */
export function expectGolden(name: string, actual: string): void {
  const file = path.join(folder, `${name}.txt`);
  const actualFile = path.join(folder, `${name}.actual.txt`);
  const wanted = existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : '';
  if (wanted === actual) rmSync(actualFile, { force: true });
  else writeFileSync(actualFile, `${actual}\n`);
  expect(actual).toBe(wanted);
}

function describe(entry: TraceEntry): string {
  if (entry.kind === 'exchange') return describeExchange(entry.exchange);
  const { kind, ...facts } = entry.note;
  return `  · ${kind} ${Object.entries(facts)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')}`;
}

function describeExchange({ id, purpose, request, outcome }: Exchange): string {
  const authorization = request.headers.find(([name]) => name === 'Authorization')?.[1] ?? 'no token';
  const end = outcome.kind === 'response' ? outcome.response.status : outcome.kind === 'failed' ? outcome.failure.code : 'pending';
  return `${id} ${purpose} ${request.method} ${request.url} [${authorization}] [${request.body?.length ? 'body' : 'no body'}] -> ${end}`;
}

function normal(text: string, info: EmbeddedVaultInfo | null): string {
  return text
    .replaceAll(info === null ? '\0' : `:${info.port}`, ':PORT')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/expiresAt=\d+/g, 'expiresAt=TIME')
    .replace(/waitedMs=[\d.]+/g, 'waitedMs=TIME')
    .replace(/\d+ ms\b/g, 'TIME');
}
