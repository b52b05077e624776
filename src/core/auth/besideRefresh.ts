import { refreshToken, type TokenSource } from './obtainToken.ts';
import type { TokenAsk } from './tokenAsk.ts';

/** Makes the call, and beside it the renewal of a token that is near its end. The run ends when both have. */
export async function besideRefresh<T>(call: () => Promise<T>, due: TokenAsk | null, source: TokenSource, signal: AbortSignal): Promise<T> {
  const calling = call();
  if (due === null) return calling;
  const [answer, renewal] = await Promise.allSettled([calling, refreshToken(due, source, signal)]);
  if (answer.status === 'rejected') throw answer.reason;
  if (renewal.status === 'rejected') throw renewal.reason;
  return answer.value;
}
