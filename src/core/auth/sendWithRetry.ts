import type { Purpose } from '../model/trace.ts';
import type { WireRequest } from '../model/wire.ts';
import type { FlowPorts, SentCall } from './flowPorts.ts';
import { adviseRetry, longestWaitMs, maxRetries } from './retryPolicy.ts';

/** Sends a request; repeats it as an SDK would with `@retry sdk`, else only says what an SDK would do. */
export async function sendWithRetry(
  request: WireRequest,
  purpose: Purpose,
  policy: 'none' | 'sdk',
  ports: Pick<FlowPorts, 'send' | 'record' | 'now' | 'wait' | 'random'>,
  signal: AbortSignal,
): Promise<SentCall> {
  for (let retry = 0; ; retry++) {
    // A token call stays one when it is repeated: what it brings is a token, whichever time that is.
    const call = await ports.send(request, retry === 0 || purpose === 'token' ? purpose : 'retry', signal);
    // Advice without a retry names the middle of the jitter, so that the same answer gets the same words.
    const advice = adviseRetry(call, retry, ports.now(), policy === 'sdk' ? ports.random() : 0.5);
    if (advice === undefined || retry === maxRetries) return call;
    if (policy === 'none' || advice.waitMs > longestWaitMs) {
      const text =
        policy === 'sdk' ? `${advice.text} That is longer than ${longestWaitMs / 1000} s, so it is not waited for.` : advice.text;
      ports.record({ kind: 'note', note: { kind: 'retry-advised', sdkWaitsMs: advice.waitMs, attempts: maxRetries, text } });
      return call;
    }
    await ports.wait(advice.waitMs, signal);
    ports.record({ kind: 'note', note: { kind: 'retry-waited', ms: advice.waitMs } });
  }
}
