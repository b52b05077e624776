import type { BlockCode } from '../model/trace.ts';
import type { FlowAsk, FlowOutcome } from './flowAsk.ts';
import type { FlowPorts, SentCall } from './flowPorts.ts';

/** The run's end that one last call makes. */
export function callOutcome(call: SentCall): FlowOutcome {
  return call.kind === 'response'
    ? { kind: 'answered', exchange: call.id }
    : { kind: 'failed', exchange: call.id, message: call.failure.message };
}

/** Ends a run by policy; the note keeps its place in the timeline. */
export function blockedOutcome(ports: Pick<FlowPorts, 'record'>, code: BlockCode, message: string): FlowOutcome {
  ports.record({ kind: 'note', note: { kind: 'blocked', code, text: message } });
  return { kind: 'blocked', code, message };
}

/** Says that a token is needed and nobody can be asked for it. */
export function noCredential(ask: FlowAsk): string {
  const name = ask.request.credential;
  return name === null
    ? 'The vault wants a token, and no credential is known for this request. Name one with # @credential or in the setting kvhttp.vaults.'
    : `The vault wants a token, and the credential ${name} is not configured.`;
}
