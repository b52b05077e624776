import { cloudOfLogin, clouds } from '../../token/clouds.ts';
import { classifyAudience } from '../../token/judgeAudience.ts';
import { type Advice, replaceFix } from './advice.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';

const parameter = /(?:^|[?&\s])(resource|scope)=([^&\s]+)/g;

/** A call to a token endpoint that is written out by hand: `resource=https://vault.azure.net/` gets a token that no vault accepts. */
export const tokenCallRule: ExplainRule = context => {
  const { host } = context.place;
  const isTokenCall = host !== null && (cloudOfLogin(host) !== undefined || host === '169.254.169.254');
  if (!isTokenCall) return [];
  const pieces = [
    ...context.block.syntax.requestLine.target,
    ...(context.block.syntax.body?.parts ?? []).flatMap(part => (part.kind === 'text' ? [part] : [])),
  ];
  return pieces.flatMap(piece =>
    [...piece.text.matchAll(parameter)].flatMap(match => {
      const [whole, name = '', written = ''] = match;
      const start = piece.start + match.index + whole.length - written.length;
      return judge(context, name, written, context.span({ start, end: start + written.length }));
    }),
  );
};

function judge(context: ExplainContext, name: string, written: string, span: Advice['span']): readonly Advice[] {
  const decoded = decode(written);
  if (decoded === undefined || decoded.includes('{{')) return [];
  const suffix = name === 'scope' && decoded.endsWith('/.default') ? '/.default' : '';
  const resource = decoded.slice(0, decoded.length - suffix.length);
  const kind = classifyAudience(resource);
  if (kind.kind !== 'vault' && kind.kind !== 'hsm' && kind.kind !== 'vault-host') return [];
  if (kind.kind !== 'vault-host' && !kind.slash) return [];
  if (context.isMeant('wrong-audience-trailing-slash') || context.isMeant('wrong-audience-vault-host')) return [];
  const bare = (kind.kind === 'hsm' ? kind.cloud.hsmResource : kind.cloud.vaultResource) ?? clouds[0]?.vaultResource ?? '';
  const wanted = `${bare}${suffix}`;
  const replacement = written.includes('%') ? encodeURIComponent(wanted) : wanted;
  const why = kind.kind === 'vault-host' ? "names one vault's own host" : 'ends in a slash';
  const message = `The audience of this token ${why}: Key Vault would refuse it with 401. Write "${wanted}".`;
  const code = kind.kind === 'vault-host' ? 'resource-vault-host' : 'resource-trailing-slash';
  return [{ code, severity: 'warning', message, span, fixes: [replaceFix(`Write ${wanted}`, span, replacement)] }];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone "%": what the token endpoint makes of it is its own affair.
    return undefined;
  }
}
