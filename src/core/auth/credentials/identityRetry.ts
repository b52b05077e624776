import type { WireResponse } from '../../model/wire.ts';
import type { SentCall } from '../flowPorts.ts';
import { longestWaitMs, retryAfter } from '../retryPolicy.ts';
import type { CredentialDoors } from './credential.ts';
import type { IdentitySource } from './identitySource.ts';

interface Plan {
  readonly attempts: number;
  readonly waitMs: number;
}

/** What the SDKs do, with the wait that the answer asks for if it does: the metadata service is asked five times more while it starts (404) and for over a minute while it is updated (410). */
function planOf(response: WireResponse, source: IdentitySource, retry: number, now: number): Plan | undefined {
  const { status } = response;
  const backoff = retryAfter(response, now)?.ms ?? 800 * 2 ** retry;
  if (source.kind === 'imds' || source.kind === 'serviceFabric') {
    if (status === 410) return { attempts: 7, waitMs: Math.max(3000, backoff) };
    if (status === 404) return { attempts: 5, waitMs: backoff };
  }
  return status === 429 || (status >= 500 && status !== 501) ? { attempts: 3, waitMs: backoff } : undefined;
}

/** Repeats a call to an identity endpoint with `@retry sdk`; else only says what an SDK would do. */
export async function withIdentityRetry(
  send: () => Promise<SentCall>,
  source: IdentitySource,
  doors: CredentialDoors,
  signal: AbortSignal,
): Promise<SentCall> {
  for (let retry = 0; ; retry++) {
    const call = await send();
    const plan = call.kind === 'response' ? planOf(call.response, source, retry, doors.now()) : undefined;
    if (plan === undefined || retry >= plan.attempts) return call;
    if (doors.retry === 'none' || plan.waitMs > longestWaitMs) {
      const status = call.kind === 'response' ? call.response.status : '';
      const text = `An SDK asks the identity endpoint again after ${plan.waitMs / 1000} s, up to ${plan.attempts} times, because of the ${status}.`;
      doors.record({ kind: 'note', note: { kind: 'retry-advised', sdkWaitsMs: plan.waitMs, attempts: plan.attempts, text } });
      return call;
    }
    await doors.wait(plan.waitMs, signal);
    doors.record({ kind: 'note', note: { kind: 'retry-waited', ms: plan.waitMs } });
  }
}
