import type { EngineSettings } from '../../protocol/engine.ts';

/** Where a proxy can be named, in the order of precedence. */
export interface ProxySources {
  /** `kvhttp.proxy`: URL, `direct`, or empty. */
  readonly own: string;
  /** `http.proxy` of the editor. */
  readonly editor: string;
  /** `http.proxySupport` of the editor: `off` means that it uses none. */
  readonly editorSupport: string;
  /** `http.noProxy` of the editor. */
  readonly editorNoProxy: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Our own setting wins, then the editor's, then the environment; loopback hosts are left to the engine. */
export function chooseProxy(sources: ProxySources): EngineSettings['proxy'] {
  const { own, editor, editorSupport, editorNoProxy, env } = sources;
  if (own === 'direct') return null;
  const noProxy = [...editorNoProxy, ...listed(env.no_proxy ?? env.NO_PROXY)];
  if (own !== '') return { url: own, noProxy };
  if (editorSupport === 'off') return null;
  const url = [editor, env.https_proxy, env.HTTPS_PROXY, env.all_proxy, env.ALL_PROXY].find(isProxyUrl);
  return url === undefined ? null : { url, noProxy };
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter(part => part !== '');
}

function isProxyUrl(text: string | undefined): text is string {
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
