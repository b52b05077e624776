import * as vscode from 'vscode';
import type { DocumentTrees } from '../language/documentTrees.ts';
import type { PlanFacts } from '../send/defaultVault.ts';
import { planAll, planSend, type SendPlan } from '../send/planSend.ts';
import type { Sender } from '../send/sender.ts';
import { judgeTest, type TestFailure } from './judgeTest.ts';
import { requestItems } from './requestItems.ts';
import { unreadable } from './unreadable.ts';

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

/** A test whose request cannot be read does not keep the next one from its turn. */
async function runTest(test: vscode.TestItem, run: vscode.TestRun, doors: RunDoors, signal: AbortSignal): Promise<void> {
  const { uri } = test;
  if (uri === undefined) return run.skipped(test);
  run.started(test);
  const document = await readDocument(uri);
  if (typeof document === 'string') return run.errored(test, new vscode.TestMessage(document));
  const plans = plansOf(test, document, doors);
  if (plans === undefined) {
    const gone = vscode.l10n.t(
      'The request of this test is no longer in its file, or was changed there. Nothing was sent: refresh the tests.',
    );
    return run.errored(test, new vscode.TestMessage(gone));
  }
  await sendPlans(plans, document, { test, run, doors, signal });
}

/** The document, or why there is none. */
async function readDocument(uri: vscode.Uri): Promise<vscode.TextDocument | string> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    return unreadable(uri, error);
  }
}

interface Turn {
  readonly test: vscode.TestItem;
  readonly run: vscode.TestRun;
  readonly doors: RunDoors;
  readonly signal: AbortSignal;
}

async function sendPlans(plans: readonly SendPlan[], document: vscode.TextDocument, { test, run, doors, signal }: Turn): Promise<void> {
  const started = Date.now();
  const messages: vscode.TestMessage[] = [];
  let passed = 0;
  const { uri } = document;
  const text = document.getText();
  for (const plan of plans) {
    if (signal.aborted) break;
    const done = await doors.sender.send({ document: uri.toString(), text, plan, flow: null, quiet: true }, signal);
    const { line } = plan.request;
    run.appendOutput(`${done.headline.replaceAll('\n', '\r\n')}\r\n`, new vscode.Location(uri, new vscode.Position(line, 0)), test);
    const outcome = judgeTest(done);
    if (outcome.kind === 'passed') passed++;
    if (outcome.kind === 'failed') messages.push(...outcome.failures.map(failure => messageOf(failure, uri, line)));
  }
  if (messages.length > 0) run.failed(test, messages, Date.now() - started);
  else if (passed > 0 && !signal.aborted) run.passed(test, Date.now() - started);
  else run.skipped(test);
}

/** What a test sends: its own request, or all of a file that is too long to be listed. Undefined where its request is gone. */
function plansOf(test: vscode.TestItem, document: vscode.TextDocument, doors: RunDoors): readonly SendPlan[] | undefined {
  const facts = doors.planFacts(document.uri.toString());
  if (isFile(test)) return planAll(document.getText(), facts);
  const place = requestItems(doors.trees.treeOf(document)).find(({ id }) => id === test.id);
  const plan = place && planSend(document.getText(), { kind: 'line', line: place.line }, null, facts);
  return plan && [plan];
}

/** By its id: a request that was taken from the list while the tests run has no parent either. */
function isFile({ id, uri }: vscode.TestItem): boolean {
  return id === uri?.toString();
}

function messageOf({ text, expected, actual, line }: TestFailure, uri: vscode.Uri, requestLine: number): vscode.TestMessage {
  const message = expected === null || actual === null ? new vscode.TestMessage(text) : vscode.TestMessage.diff(text, expected, actual);
  message.location = new vscode.Location(uri, new vscode.Position(line ?? requestLine, 0));
  return message;
}
