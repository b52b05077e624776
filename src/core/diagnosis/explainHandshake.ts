import type { Trace } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
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
  /** What it was made of, to make it again in another language. */
  readonly counts: HandshakeCounts;
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
export function explainHandshake(counts: HandshakeCounts, t: Translate = english): HandshakeExplanation {
  const { challenges } = counts;
  const vault = counts.vault ?? t('the vault');
  return {
    counts,
    title:
      challenges === 1
        ? t('The 401 is the start of a normal sign-in, not an attack')
        : t('The {0} answers 401 are the start of normal sign-ins, not an attack', challenges),
    paragraphs: [
      [
        challenges === 1
          ? t('The client called {0} once without any credential: no token, no password, nothing that could be guessed or stolen.', vault)
          : t(
              'The client called {0} {1} times without any credential: no token, no password, nothing that could be guessed or stolen.',
              vault,
              challenges,
            ),
        t('Key Vault answers such a call with 401 and a WWW-Authenticate header that names the tenant and the resource.'),
        t("The Azure SDKs are built to ask this way, because they cannot know the vault's tenant beforehand."),
      ].join(' '),
      [
        tokensFetched(counts.tokenCalls, t),
        letIn(counts.served, t),
        t(
          'In the vault\'s log the first call stands as operationName "Authentication" with an empty identity; the second stands under its real name with the caller\'s ids.',
        ),
      ].join(' '),
      frequency(counts, t),
    ],
  };
}

function frequency({ challenges, served, clients }: HandshakeCounts, t: Translate): string {
  const expected = t('Expect one such 401 per client object and vault, and one more when a challenge is forgotten; not one per request.');
  if (clients !== null && challenges <= clients) return `${expected} ${t('That is what was seen here.')}`;
  if (served > 2 && challenges * 2 > served) {
    const anew = t(
      'Here {0} challenges stand against {1} served calls: a client is built anew for each call, which makes {2} calls out of {1}.',
      challenges,
      served,
      challenges + served,
    );
    return `${expected} ${anew} ${t('Keep one client for the life of the program; it halves the traffic and the 401s go away.')}`;
  }
  return `${expected} ${t('Here {0} stand against {1} served calls.', challenges, served)}`;
}

/** A recording of one vault's traffic, or its log, does not show where the tokens came from. */
function tokensFetched(count: number, t: Translate): string {
  if (count === 0) return t('The client then had a token (from its cache, or by a call that was not recorded).');
  return count === 1
    ? t('One token was then fetched from Microsoft Entra ID.')
    : t('{0} tokens were then fetched from Microsoft Entra ID.', count);
}

function letIn(count: number, t: Translate): string {
  if (count === 0) return t('No call with a token was let in.');
  return count === 1 ? t('One call with a token was let in.') : t('{0} calls with a token were let in.', count);
}
