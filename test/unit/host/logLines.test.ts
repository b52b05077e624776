import { expect, test } from 'vitest';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import { logLines } from '../../../src/host/log/logLines.ts';
import { oneLine } from '../../../src/host/log/oneLine.ts';
import { anExchange, aResponse } from '../builders/aKeyVaultTrace.ts';
import { anAnswer } from '../builders/anAnswer.ts';
import { aRequestKey } from '../builders/aRequestKey.ts';

const canary = 'canary-7f3a';
const run = anAnswer(200, canary, `200 ${canary}`, {
  id: runId('run-1'),
  request: { ...anAnswer(200).trace.request, url: `https://contoso.vault.azure.net/secrets/${canary}?t=${canary}`, title: canary },
  entries: [
    { kind: 'exchange', exchange: anExchange(0, 'token', aResponse(200, canary), { endedAt: 40 }) },
    { kind: 'note', at: 41.2, note: { kind: 'warning', text: canary } },
    { kind: 'exchange', exchange: anExchange(1, 'request', aResponse(403, canary, [['x', canary]]), { endedAt: 60 }) },
  ],
  outcome: { kind: 'answered', exchange: exchangeId(1) },
});
const stored = {
  run: { ...run, verdict: 'failure' as const },
  document: `file:///${canary}`,
  key: aRequestKey({ name: canary, target: `/secrets/${canary}` }),
  flow: null,
};

test('a run is a line of its own; calls and notes are for the finer levels', () => {
  expect(logLines(stored)).toEqual([
    { level: 'debug', text: 'run run-1: call 0 (token) POST login.microsoftonline.com/…: 200, 40 ms' },
    { level: 'trace', text: 'run run-1: note warning after 41 ms' },
    { level: 'debug', text: 'run run-1: call 1 (request) GET kv-one.vault.azure.net/secrets/{name}: 403, 50 ms' },
    { level: 'warn', text: 'run run-1: GET contoso.vault.azure.net/secrets/{name}, flow sdk, 403 (failure), 2 calls, 60 ms' },
  ]);
});

test('nothing that was on the wire or in the file is in the log', () => expect(JSON.stringify(logLines(stored))).not.toContain(canary));

test.each([
  ['a\nb\r\u0000', 'a\\u000ab\\u000d\\u0000'],
  ['\u001b[31m', '\\u001b[31m'],
  ['x\u202ey\u2028', 'x\\u202ey\\u2028'],
  ['Grüße …', 'Grüße …'],
])('%j stays one line', (text, line) => expect(oneLine(text)).toBe(line));
