import type { Trace } from '../model/trace.ts';
import { caseOfTrace } from './caseOfTrace.ts';
import { succeeded } from './prove.ts';

/** What was counted, of one trace or of many rows of a log. */
export interface HandshakeCounts {
  /** Host of the vault, or null for several. */
  readonly vault: string | null;
  /** Calls without a token that were answered 401 with a challenge. */
  readonly challenges: number;
  /** Token requests that went over the network. */
  readonly tokenCalls: number;
  /** Calls with a token that the vault served (whatever their result). */
  readonly served: number;
  /** Kept clients, where known: one challenge for each of them is to be expected. */
  readonly clients: number | null;
}

/** Words for whoever asks why the logs show 401s. */
export interface HandshakeExplanation {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Counts of a trace, or undefined where no handshake succeeded in it. */
export function handshakeOfTrace(trace: Trace): HandshakeCounts | undefined {
  const { calls } = caseOfTrace(trace, trace.startedAt, {});
  const atVault = calls.filter(call => call.service === 'vault' || call.service === 'hsm');
  const challenges = atVault.filter(call => call.status === 401 && call.authorized === false && call.challenge !== null).length;
  const served = atVault.filter(call => call.authorized === true && call.status !== null && call.status !== 401).length;
  if (challenges === 0 || served === 0) return undefined;
  const tokenCalls = calls.filter(
    call => (call.service === 'entra' || call.service === 'identity') && succeeded(call) && /token/i.test(call.url ?? ''),
  ).length;
  return { vault: atVault[0]?.host ?? null, challenges, tokenCalls, served, clients: 1 };
}

/** What was called, that no credential was sent, what followed, and how often one may expect it. */
export function explainHandshake(counts: HandshakeCounts): HandshakeExplanation {
  const { challenges, served, tokenCalls } = counts;
  const vault = counts.vault ?? 'the vault';
  return {
    title:
      challenges === 1
        ? 'The 401 is the start of a normal sign-in, not an attack'
        : `The ${challenges} answers 401 are the start of normal sign-ins, not an attack`,
    paragraphs: [
      `The client called ${vault} ${times(challenges)} without any credential: no token, no password, nothing that could be guessed or stolen. Key Vault answers such a call with 401 and a WWW-Authenticate header that names the tenant and the resource. The Azure SDKs are built to ask this way, because they cannot know the vault's tenant beforehand.`,
      `${tokensFetched(tokenCalls)}, and ${sentence(served, 'call', 'calls').toLowerCase()} with a token ${served === 1 ? 'was' : 'were'} let in. In the vault's log the first call stands as operationName "Authentication" with an empty identity; the second stands under its real name with the caller's ids.`,
      frequency(counts),
    ],
  };
}

function frequency({ challenges, served, clients }: HandshakeCounts): string {
  const expected = 'Expect one such 401 per client object and vault, and one more when a challenge is forgotten; not one per request.';
  if (clients !== null && challenges <= clients) return `${expected} That is what was seen here.`;
  if (served > 2 && challenges * 2 > served) {
    return `${expected} Here ${challenges} challenges stand against ${served} served calls: a client is built anew for each call, which makes ${challenges + served} calls out of ${served}. Keep one client for the life of the program; it halves the traffic and the 401s go away.`;
  }
  return `${expected} Here ${challenges} stand against ${served} served calls.`;
}

/** A recording of one vault's traffic, or its log, does not show where the tokens came from. */
const tokensFetched = (count: number): string =>
  count === 0
    ? 'The client then had a token (from its cache, or by a call that was not recorded)'
    : `${sentence(count, 'token was', 'tokens were')} then fetched from Microsoft Entra ID`;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
const sentence = (count: number, one: string, many: string): string =>
  count === 0 ? `No ${many}` : count === 1 ? `One ${one}` : `${count} ${many}`;
