import type { CauseCode } from '../../model/causes.ts';
import { splitTemplate } from '../../resolve/template.ts';
import { cloudOfLogin, metadataAddress } from '../../token/clouds.ts';
import { judgeAudience } from '../../token/judgeAudience.ts';
import type { RequestBlock } from '../syntax.ts';
import type { Advice } from './advice.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';
import { knownText } from './offlineText.ts';
import { requestPlace } from './requestPlace.ts';
import { tokenParameters } from './tokenParameters.ts';

/** What is told where the token is asked for. */
const toldThere: ReadonlySet<CauseCode> = new Set(['wrong-audience-trailing-slash', 'wrong-audience-vault-host']);

/** `Bearer {{login.response.body.$.access_token}}`: did the request of that name ask for what this host takes? */
export const answeredTokenRule: ExplainRule = context => {
  const { host, kind } = context.place;
  if (host === null || (kind !== 'vault' && kind !== 'management')) return [];
  return context.block.syntax.headers.flatMap(({ name, value }) => {
    if (name.text.toLowerCase() !== 'authorization' || !value.text.includes('{{')) return [];
    const source = tokenCallOf(value.text, context);
    const [asked, second] = source === undefined ? [] : tokenParameters(source, context);
    if (source === undefined || asked === undefined || second !== undefined) return [];
    const { ok, cause, expected } = judgeAudience(asked.resource, `https://${host}`, null);
    if (ok !== false || (cause !== null && toldThere.has(cause)) || context.isMeant(cause)) return [];
    const message = `This token is asked for by "${source.syntax.name?.text.slice(0, 60)}", for ${asked.resource.slice(0, 120)}: the answer would be 401. Ask there for "${expected}".`;
    const advice: Advice = { code: 'resource-mismatch', severity: 'warning', message, span: context.span(value), fixes: [] };
    return [advice];
  });
};

/** The token call whose answer a header takes its token from. */
function tokenCallOf(header: string, context: ExplainContext): RequestBlock | undefined {
  const { block, scope, facts } = context;
  for (const part of splitTemplate(knownText(header, block, context) ?? '')) {
    if (part.kind !== 'expression' || part.expression.kind !== 'variable') continue;
    const reference = scope.reference(part.expression.name);
    if (reference === undefined || !/^response\.body\.\$\.access_token$/.test(reference.path)) continue;
    if (scope.isSharedTitle(reference.name)) continue;
    const source = scope.requestNamed(reference.name);
    const host = source === undefined ? null : requestPlace(source, context, facts).host;
    if (host !== null && (cloudOfLogin(host) !== undefined || host === metadataAddress)) return source;
  }
  return undefined;
}
