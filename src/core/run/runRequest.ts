import { createCredential } from '../auth/credentials/createCredential.ts';
import type { FlowAsk } from '../auth/flowAsk.ts';
import type { FlowPorts } from '../auth/flowPorts.ts';
import { runFlow } from '../auth/runFlow.ts';
import { judgeTarget } from '../auth/target.ts';
import { unlessCancelled, withSignal } from '../auth/withSignal.ts';
import { diagnoseTrace } from '../diagnosis/diagnoseTrace.ts';
import { selectRequest } from '../language/selectRequest.ts';
import { headerValue } from '../model/headers.ts';
import type { ResolvedRequest } from '../model/resolvedRequest.ts';
import type { Run } from '../model/run.ts';
import { Secret } from '../model/secret.ts';
import type { Trace, TraceNote, TraceOutcome, TraceRequest } from '../model/trace.ts';
import { resolveRequest } from '../resolve/resolveRequest.ts';
import { headline } from '../timeline/headline.ts';
import { describeUnresolved, tellProblems } from './describeUnresolved.ts';
import { embeddedVaultName } from './embeddedSetup.ts';
import { evaluateAssertions } from './evaluateAssertions.ts';
import { fetchedSources } from './fetchedSources.ts';
import { RequestRefused } from './requestRefused.ts';
import type { RunAsk, RunPorts } from './runPorts.ts';
import { RunRecorder } from './runRecorder.ts';
import { saveAnswers } from './saveAnswers.ts';
import { sendDependencies } from './sendDependencies.ts';
import { sentSecrets } from './sentSecrets.ts';
import { TokenChecks } from './tokenChecks.ts';
import { tokenSecrets } from './tokenSecrets.ts';

type Ended = Exclude<TraceOutcome, { kind: 'running' }>;

/**
 * Walks one request through the rooms: text, tree, resolved request, flow, trace, findings. The Run is not redacted.
 * Resolves for whatever file, network and services did; rejects for faults of ours alone.
 */
export async function runRequest(ask: RunAsk, ports: RunPorts, signal: AbortSignal): Promise<Run> {
  const document = ports.parse(ask.text);
  const block = selectRequest(document, ask.selector);
  if (block === undefined) {
    const request: TraceRequest = {
      name: null,
      title: null,
      method: '',
      url: '',
      vault: null,
      credential: null,
      flow: ask.flow ?? 'sdk',
      line: 0,
    };
    return stop(ask, ports, request, { kind: 'blocked', code: 'request-invalid', message: 'There is no request at this place.' });
  }
  const before = await sendDependencies(document, block, ask, ports, signal);
  if (before.outcome !== null) return stop(ask, ports, describeUnresolved(block, ask.flow), before.outcome, before.notes);
  const fetching = fetchedSources(ask, ports, signal);
  // A prompt may stay open for as long as its person likes; the run need not.
  const resolution = await unlessCancelled(resolveRequest(document, block, fetching.sources), signal);
  const notes = [...before.notes, ...fetching.notes];
  if (resolution === undefined) return stop(ask, ports, describeUnresolved(block, ask.flow), { kind: 'cancelled' });
  if (resolution.kind === 'problems') {
    for (const secret of resolution.secrets) ports.onSecret(secret);
    const message = tellProblems(document, resolution.problems);
    return stop(ask, ports, describeUnresolved(block, ask.flow), { kind: 'blocked', code: 'request-invalid', message }, notes);
  }
  const request = ask.flow === null ? resolution.request : { ...resolution.request, flow: ask.flow };
  for (const secret of secretsOf(request)) ports.onSecret(secret);
  ports.onStart({ noLog: request.noLog });
  const recorder = startRecorder(ask, ports, traceRequest(request));
  for (const note of notes) recorder.record({ kind: 'note', note });
  const tokens = new TokenChecks(ports);
  const outcome = await walk(request, recorder, tokens, ports, signal);
  await saveAnswers(request, outcome, recorder, ports);
  const token = await tokens.checked(recorder.trace.token);
  if (token !== undefined) recorder.record({ kind: 'token', token });
  return conclude(recorder.end(outcome), request.assertions, ports);
}

/** The flow with its end; a cancelled run and a request that cannot be sent are ends too. */
async function walk(
  request: ResolvedRequest,
  recorder: RunRecorder,
  tokens: TokenChecks,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<Ended> {
  const block = (code: Extract<Ended, { kind: 'blocked' }>['code'], message: string): Ended => {
    recorder.record({ kind: 'note', note: { kind: 'blocked', code, text: message } });
    return { kind: 'blocked', code, message };
  };
  const { settings } = ports;
  const withToken = request.flow !== 'anonymous' || headerValue(request.headers, 'authorization') !== undefined;
  const judged = judgeTarget(request.url, withToken, settings);
  if (judged.kind === 'blocked') return block(judged.code, judged.text);
  const name = request.credential ?? (judged.target.embedded ? embeddedVaultName : null);
  const config = settings.credentials.find(credential => credential.name === name);
  const flowPorts = portsOfFlow(request, recorder, tokens, ports);
  const ask: FlowAsk = {
    request,
    target: judged.target,
    rules: settings,
    credential: config === undefined ? null : createCredential(config),
    vaultTenant: settings.vaults.find(vault => vault.name === request.vault)?.tenantId,
    embedded: settings.embedded,
    ports: flowPorts,
    doors: {
      ...flowPorts,
      secret: credential => withSignal(secretOf(credential, ports), signal),
      hide: text => hide(text, ports),
      retry: request.retry,
      refreshTokens: ports.memory.refreshTokens,
      machine: ports.machine,
    },
    memory: ports.memory,
  };
  try {
    return await runFlow(ask, signal);
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    if (RequestRefused.is(error)) return block('request-invalid', error.message);
    throw error;
  }
}

function portsOfFlow(request: ResolvedRequest, recorder: RunRecorder, tokens: TokenChecks, ports: RunPorts): FlowPorts {
  const timeoutMs = request.timeoutMs ?? ports.settings.timeoutMs;
  return {
    async send(wire, purpose, signal, shorterMs = timeoutMs) {
      signal.throwIfAborted();
      const id = recorder.startCall(purpose, wire);
      const outcome = await ports.sendWire(wire, Math.min(shorterMs, timeoutMs), signal);
      if (outcome.kind === 'response' && (purpose === 'token' || purpose === 'identity')) {
        for (const secret of tokenSecrets(outcome.response)) ports.onSecret(secret);
      }
      recorder.endCall(id, outcome);
      return { ...outcome, id };
    },
    record: event => recorder.record(event),
    now: () => ports.wallClock(),
    wait: (ms, signal) => ports.wait(ms, signal),
    random: () => ports.random(),
    decodeToken(token, source) {
      ports.onSecret(token);
      return tokens.decode(token, source);
    },
  };
}

function hide(text: string, ports: RunPorts): Secret {
  const secret = new Secret(text);
  ports.onSecret(secret);
  return secret;
}

async function secretOf(credential: string, ports: RunPorts): ReturnType<RunPorts['secret']> {
  const secret = await ports.secret(credential);
  if (secret !== undefined) ports.onSecret(secret);
  return secret;
}

function secretsOf(request: ResolvedRequest): ResolvedRequest['secrets'] {
  const known = [...request.secrets, ...sentSecrets(request)];
  return request.token.kind === 'given' ? [...known, request.token.token] : known;
}

function traceRequest(request: ResolvedRequest): TraceRequest {
  const { name, title, method, url, vault, credential, flow, line } = request;
  return { name, title, method, url, vault, credential, flow, line };
}

function startRecorder(ask: RunAsk, ports: RunPorts, request: TraceRequest): RunRecorder {
  const start = { kind: 'run-started', id: ask.id, startedAt: ports.wallClock(), request } as const;
  return new RunRecorder(
    start,
    () => ports.monotonic(),
    event => ports.onEvent(event),
  );
}

/** A run that ends before anything was sent. */
function stop(ask: RunAsk, ports: RunPorts, request: TraceRequest, outcome: Ended, notes: readonly TraceNote[] = []): Run {
  ports.onStart({ noLog: false });
  const recorder = startRecorder(ask, ports, request);
  for (const note of notes) recorder.record({ kind: 'note', note });
  if (outcome.kind === 'blocked') recorder.record({ kind: 'note', note: { kind: 'blocked', code: outcome.code, text: outcome.message } });
  return conclude(recorder.end(outcome), [], ports);
}

function conclude(trace: Trace, assertions: ResolvedRequest['assertions'], ports: RunPorts): Run {
  const { verdict, findings } = diagnoseTrace(trace, { now: ports.wallClock() });
  return {
    trace,
    verdict,
    findings,
    assertions: evaluateAssertions(assertions, { trace, findings, verdict }),
    headline: headline(trace, findings, verdict),
  };
}
