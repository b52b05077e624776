import type { CauseCode } from '../../model/causes.ts';
import { expectedAudience, judgeAudience } from '../../token/judgeAudience.ts';
import { lineAround } from '../lineAround.ts';
import type { ProblemCode } from '../problem.ts';
import type { Directive } from '../syntax.ts';
import { type Advice, replaceFix } from './advice.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';
import { offlineText } from './offlineText.ts';

const codes: Partial<Readonly<Record<CauseCode, ProblemCode>>> = {
  'wrong-audience-trailing-slash': 'resource-trailing-slash',
  'wrong-audience-vault-host': 'resource-vault-host',
  'wrong-audience-arm': 'resource-management',
  'wrong-cloud': 'wrong-cloud',
};

/** `# @resource` and `# @scope`: would the host that is called accept a token for it? Meant failures (`?? cause == …`) are left alone. */
export const resourceRule: ExplainRule = context =>
  context.block.syntax.directives.flatMap(directive => {
    if (directive.key !== 'resource' && directive.key !== 'scope') return [];
    const written = offlineText(directive.value.text, context.block, context);
    if (written === undefined || written === '') return [];
    return directive.key === 'resource' ? judge(directive, written, '', context) : judgeScope(directive, written, context);
  });

function judgeScope(directive: Directive, scope: string, context: ExplainContext): readonly Advice[] {
  const span = context.span(directive.value);
  if (!scope.endsWith('/.default')) {
    if (context.isMeant(null, [400])) return [];
    const fixed = `${scope.replace(/\/+$/, '')}/.default`;
    const message = `A scope is a resource and "/.default". Write "${fixed}", or "# @resource" with the v1 endpoint.`;
    return [{ code: 'scope-form', severity: 'warning', message, span, fixes: [replaceFix(`Write ${fixed}`, span, fixed)] }];
  }
  // `https://vault.azure.net//.default` makes the audience `https://vault.azure.net/`.
  return judge(directive, scope.slice(0, -'/.default'.length), '/.default', context);
}

function judge(directive: Directive, resource: string, suffix: string, context: ExplainContext): readonly Advice[] {
  const { place } = context;
  const vaultUrl = place.host === null ? null : `https://${place.host}`;
  const judgement = judgeAudience(resource, vaultUrl, null);
  const { cause } = judgement;
  if (judgement.ok !== false || context.isMeant(cause)) return [];
  // Without a host, only what no vault and no cloud would accept is worth a word.
  if (place.host === null && cause !== 'wrong-audience-trailing-slash' && cause !== 'wrong-audience-vault-host') return [];
  if (place.kind === 'other') return [];
  const span = context.span(directive.value);
  const wanted = `${judgement.expected ?? expectedAudience(vaultUrl, null) ?? bare(resource)}${suffix}`;
  const message =
    cause === null
      ? `A token for this resource would be refused with 401: it ${judgement.text}. Write "${wanted}".`
      : `A token for this resource would be refused with 401 (${cause}): it ${judgement.text}. Write "${wanted}".`;
  const fix = replaceFix(`Write ${wanted}`, span, wanted);
  const without = {
    title: `Delete this line: the challenge names the resource`,
    edits: [{ span: context.span(lineAround(context.block.syntax.text, directive.start)), text: '' }],
  };
  return [
    { code: (cause === null ? undefined : codes[cause]) ?? 'resource-mismatch', severity: 'warning', message, span, fixes: [fix, without] },
  ];
}

function bare(resource: string): string {
  return (
    /^https:\/\/[^/]+\.(vault\.[^/]+|managedhsm\.[^/]+)\/?$/i.exec(resource)?.[1]?.replace(/^/, 'https://') ?? resource.replace(/\/+$/, '')
  );
}
