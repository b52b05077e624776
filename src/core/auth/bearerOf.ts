import type { ChallengeFacts } from '../model/challenge.ts';
import { headerValues } from '../model/headers.ts';
import type { FlowPorts, SentCall } from './flowPorts.ts';
import { parseChallenge } from './parseChallenge.ts';

/** The Bearer challenge in a call's answer, or null. */
export function bearerOf(call: SentCall): ChallengeFacts | null {
  return call.kind === 'response' ? parseChallenge(headerValues(call.response.headers, 'www-authenticate')).bearer : null;
}

/** Keeps the challenge of a 401 that no flow went by: the token card holds the token against it. */
export function recordRefusal(call: SentCall, ports: Pick<FlowPorts, 'record'>): void {
  const challenge = call.kind === 'response' && call.response.status === 401 ? bearerOf(call) : null;
  if (challenge !== null) ports.record({ kind: 'challenge', challenge });
}
