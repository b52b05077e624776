import * as vscode from 'vscode';
import type { DocumentTrees } from '../language/documentTrees.ts';
import type { PlanFacts } from '../send/defaultVault.ts';
import { planAll, planSend, type SendPlan } from '../send/planSend.ts';
import type { Sender } from '../send/sender.ts';
import { judgeTest, type TestFailure } from './judgeTest.ts';
import { requestItems } from './requestItems.ts';

export interface TestDoors {
  /** The same that the lens uses: one engine, one cache, one rule of trust. */
  readonly sender: Pick<Sender, 'send'>;
  planFacts(document: string): PlanFacts;
}

type RunDoors = TestDoors & { readonly trees: DocumentTrees };

/**
 * Sends the requests of the tests one after another and tells of each. What the cancel leaves over is skipped.
 * @param find gives the tests, once there is a run: the editor drops a wish for tests that begins none at once
 */
export async function runTests(
  find: () => Promise<readonly vscode.TestItem[]>,
  run: vscode.TestRun,
  doors: RunDoors,
  cancel: vscode.CancellationToken,
): Promise<void> {
  const abort = new AbortController();
  const stop = cancel.onCancellationRequested(() => abort.abort());
  try {
    const tests = await find();
    for (const test of tests) run.enqueued(test);
    for (const test of tests) {
      if (abort.signal.aborted) run.skipped(test);
      else await runTest(test, run, doors, abort.signal);
    }
  } finally {
    stop.dispose();
    run.end();
  }
}

async function runTest(test: vscode.TestItem, run: vscode.TestRun, doors: RunDoors, signal: AbortSignal): Promise<void> {
  run.started(test);
  const started = Date.now();
  const messages: vscode.TestMessage[] = [];
  let passed = 0;
  const { uri } = test;
  if (uri !== undefined) {
    const document = await vscode.workspace.openTextDocument(uri);
    const text = document.getText();
    for (const plan of plansOf(test, document, doors)) {
      if (signal.aborted) break;
      const done = await doors.sender.send({ document: uri.toString(), text, plan, flow: null, quiet: true }, signal);
      const { line } = plan.request;
      run.appendOutput(`${done.headline.replaceAll('\n', '\r\n')}\r\n`, new vscode.Location(uri, new vscode.Position(line, 0)), test);
      const outcome = judgeTest(done);
      if (outcome.kind === 'passed') passed++;
      if (outcome.kind === 'failed') messages.push(...outcome.failures.map(failure => messageOf(failure, uri, line)));
    }
  }
  if (messages.length > 0) run.failed(test, messages, Date.now() - started);
  else if (passed > 0 && !signal.aborted) run.passed(test, Date.now() - started);
  else run.skipped(test);
}

/** What a test sends: its own request, or all of a file that is too long to be listed. */
function plansOf(test: vscode.TestItem, document: vscode.TextDocument, doors: RunDoors): readonly SendPlan[] {
  const facts = doors.planFacts(document.uri.toString());
  if (test.parent === undefined) return planAll(document.getText(), facts);
  const place = requestItems(doors.trees.treeOf(document)).find(({ id }) => id === test.id);
  const plan = place && planSend(document.getText(), { kind: 'line', line: place.line }, null, facts);
  return plan === undefined ? [] : [plan];
}

function messageOf({ text, expected, actual, line }: TestFailure, uri: vscode.Uri, requestLine: number): vscode.TestMessage {
  const message = expected === null || actual === null ? new vscode.TestMessage(text) : vscode.TestMessage.diff(text, expected, actual);
  message.location = new vscode.Location(uri, new vscode.Position(line ?? requestLine, 0));
  return message;
}
