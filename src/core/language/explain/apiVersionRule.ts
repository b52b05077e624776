import { promptFor } from '../../resolve/blockTemplates.ts';
import { targetSpan } from '../../resolve/checkTarget.ts';
import { isGenerated } from '../../resolve/dynamicVariables.ts';
import { readExpression } from '../../resolve/template.ts';
import { closestWord } from '../closestWord.ts';
import { targetText } from '../targetText.ts';
import { type Advice, type Fix, replaceFix } from './advice.ts';
import { judgeVersion, usualVersion } from './apiVersions.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';
import { variableFix } from './variableFix.ts';
import { type PlaceVersions, versionsAt } from './versionsAt.ts';

/** A call without `api-version` is refused with 400 by Key Vault and Azure Resource Manager; one that nobody knows, too. */
export const apiVersionRule: ExplainRule = context => {
  const versions = versionsAt(context.place, context.method);
  if (versions === undefined || context.isMeant('api-version-unsupported', [400, 401])) return [];
  const match = /[?&]api-version=([^&#\s]*)/i.exec(context.place.target);
  if (match === null && mayBringQuery(context)) return [];
  const version = match?.[1] ?? '';
  if (version === '') return missing(context, match !== null, versions);
  return version.includes('{{') || versions.known === null ? [] : unknown(context, version, versions.known);
};

/** Whether a variable that has no value yet may bring the query: as a parameter of its own, or at the end of the path. */
function mayBringQuery({ place, block, scope }: ExplainContext): boolean {
  const sent = place.target.trimEnd();
  if (/[?&][^?&=]*\{\{/.test(sent.replace(/\{\{[^{}]*\}\}/g, '{{}}'))) return true;
  if (!sent.endsWith('}}')) return false;
  const start = sent.lastIndexOf('{{');
  const expression = readExpression(sent.slice(start + 2, -2));
  if (expression.kind === 'dynamic') return !isGenerated(expression.name);
  // What is typed, or taken out of an answer, as a segment of the path is a name.
  const isName = promptFor(block, expression.name) !== undefined || /^response\.body\./.test(scope.reference(expression.name)?.path ?? '');
  return !isName || !/[/-]$/.test(sent.slice(0, start));
}

function missing({ block, place, span }: ExplainContext, isEmpty: boolean, { usual, service }: PlaceVersions): readonly Advice[] {
  const parts = block.syntax.requestLine.target;
  const whole = span(targetSpan(block));
  if (usual === null) {
    const message = `"api-version" is missing: the answer would be 400. There is no default; add "?api-version=" and a version of ${service.slice(0, 60)}.`;
    return [{ code: 'api-version-missing', severity: 'warning', message, span: whole, fixes: [] }];
  }
  const hash = parts.at(-1)?.text.indexOf('#') ?? -1;
  const at = hash < 0 ? whole.end : whole.end - (parts.at(-1)?.text.length ?? 0) + hash;
  const hasQuery = place.target.replace(/\{\{[^{}]*\}\}/g, '').includes('?');
  const insert =
    isEmpty && /api-version=$/i.test(targetText(block.syntax.requestLine)) ? usual : `${hasQuery ? '&' : '?'}api-version=${usual}`;
  const message = `"api-version" is missing: the answer would be 400. There is no default; add "?api-version=${usual}".`;
  const fixes = isEmpty && insert !== usual ? [] : [replaceFix(`Add api-version=${usual}`, { start: at, end: at }, insert)];
  return [{ code: 'api-version-missing', severity: 'warning', message, span: whole, fixes }];
}

function unknown(context: ExplainContext, version: string, known: readonly string[]): readonly Advice[] {
  const judged = judgeVersion(version, known);
  if (judged === 'known') return [];
  const shown = version.slice(0, 40);
  const best = closestWord(version, known) ?? (known.includes(usualVersion) ? usualVersion : (known[0] ?? ''));
  const message =
    judged === 'future'
      ? `"${shown}" is newer than every version that is known here. If the answer is 400, write "${best}".`
      : `"${shown}" is no api-version that is known: the answer would be 400. Write "${best}".`;
  const { span, fix } = writtenVersion(context, version);
  const fixes = [best, ...known.filter(each => each !== best).slice(0, 2)].flatMap(fix);
  return [{ code: 'api-version-unknown', severity: judged === 'future' ? 'hint' : 'warning', message, span, fixes }];
}

/** Where the version stands, and how it is replaced: in the target, or in the definition of the variable that brings it. */
function writtenVersion(context: ExplainContext, version: string) {
  const { block } = context;
  const whole = targetText(block.syntax.requestLine);
  for (const part of block.syntax.requestLine.target) {
    const [all, written = ''] = /api-version=((?:\{\{[^{}]*\}\}|[^&#\s])+)/i.exec(part.text) ?? [];
    if (all === undefined) continue;
    const start = part.start + part.text.indexOf(all) + all.length - written.length;
    const span = context.span({ start, end: start + written.length });
    const isVariable = written.includes('{{');
    const fix = (wanted: string): readonly Fix[] =>
      isVariable ? variableFix(`Write ${wanted}`, written, context, version, wanted) : [replaceFix(`Write ${wanted}`, span, wanted)];
    return { span, fix };
  }
  const fix = (wanted: string) => variableFix(`Write ${wanted}`, whole, context, `api-version=${version}`, `api-version=${wanted}`);
  return { span: context.span(targetSpan(block)), fix };
}
