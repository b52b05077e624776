import { Secret } from '../core/model/secret.ts';
import type { EngineSettings } from '../protocol/engine.ts';

/** The password in the proxy's URL, alone and as it is sent: the proxy, and whoever it passes its headers on to, may say it again. */
export function proxySecrets(proxy: EngineSettings['proxy']): readonly Secret[] {
  if (proxy === null || !URL.canParse(proxy.url)) return [];
  const { username, password } = new URL(proxy.url);
  if (password === '') return [];
  const [user, spoken] = [decoded(username), decoded(password)];
  return [spoken, Buffer.from(`${user}:${spoken}`, 'utf8').toString('base64')].map(text => new Secret(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape: the transport refuses this proxy, and nothing is sent to it.
    return text;
  }
}
