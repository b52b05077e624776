import { targetSpan } from '../../resolve/checkTarget.ts';
import { closestWord } from '../closestWord.ts';
import { targetText } from '../targetText.ts';
import { type Advice, replaceFix } from './advice.ts';
import { dataPlaneVersions, judgeVersion, managementVersions, usualVersion } from './apiVersions.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';

const dataPlanePath =
  /^(?:https?:\/\/[^/?#]+)?\/{1,2}(?:secrets|keys|certificates|deleted(?:secrets|keys|certificates)|storage|rng|settings|backup|restore)(?:[/?#]|$)/i;

/** A Key Vault call without `api-version` is refused with 400; one that nobody knows, too. */
export const apiVersionRule: ExplainRule = context => {
  const { place, block } = context;
  const written = targetText(block.syntax.requestLine);
  const target = place.target ?? written;
  const isManagement = place.kind === 'management';
  const isData = dataPlanePath.test(target) && (place.kind === 'vault' || (place.kind === 'unknown' && target.startsWith('/')));
  if ((!isManagement && !isData) || context.isMeant('api-version-unsupported', [400, 401])) return [];
  const known = isManagement ? managementVersions : dataPlaneVersions;
  const match = /[?&]api-version=([^&#\s]*)/i.exec(target);
  // A variable may bring the whole query.
  if (match === null && /[?&][^=&]*\{\{/.test(target)) return [];
  if (match === null && place.target === null && /\{\{[^{}]*\}\}\s*$/.test(target)) return [];
  const version = match?.[1] ?? '';
  if (version === '') return missing(context, match !== null, isManagement);
  if (version.includes('{{')) return [];
  return isManagement && !/\/providers\/Microsoft\.KeyVault\b/i.test(target) ? [] : unknown(context, version, known);
};

function missing(context: ExplainContext, isEmpty: boolean, isManagement: boolean): readonly Advice[] {
  const { block } = context;
  const parts = block.syntax.requestLine.target;
  const written = parts.map(part => part.text).join('');
  const version = isManagement ? (managementVersions[0] ?? '') : usualVersion;
  const whole = context.span(targetSpan(block));
  const hash = parts.at(-1)?.text.indexOf('#') ?? -1;
  const at = hash < 0 ? whole.end : whole.end - (parts.at(-1)?.text.length ?? 0) + hash;
  const insert = isEmpty && /api-version=$/i.test(written) ? version : `${written.includes('?') ? '&' : '?'}api-version=${version}`;
  const message = `"api-version" is missing: the answer would be 400. There is no default; add "?api-version=${version}".`;
  const fixes = isEmpty && insert !== version ? [] : [replaceFix(`Add api-version=${version}`, { start: at, end: at }, insert)];
  return [{ code: 'api-version-missing', severity: 'warning', message, span: whole, fixes }];
}

function unknown(context: ExplainContext, version: string, known: readonly string[]): readonly Advice[] {
  const judged = judgeVersion(version, known);
  if (judged === 'known') return [];
  const part = context.block.syntax.requestLine.target.find(({ text }) => text.includes(`=${version}`));
  const at = part === undefined ? -1 : part.text.indexOf(`=${version}`) + 1;
  const span = context.span(
    part === undefined ? targetSpan(context.block) : { start: part.start + at, end: part.start + at + version.length },
  );
  const shown = version.slice(0, 40);
  const best = closestWord(version, known) ?? (known.includes(usualVersion) ? usualVersion : (known[0] ?? ''));
  const message =
    judged === 'future'
      ? `"${shown}" is newer than every version that is known here. If the answer is 400, write "${best}".`
      : `"${shown}" is no api-version that is known: the answer would be 400. Write "${best}".`;
  const fixes =
    part === undefined
      ? []
      : [best, ...known.filter(each => each !== best).slice(0, 2)].map(each => replaceFix(`Write ${each}`, span, each));
  return [{ code: 'api-version-unknown', severity: judged === 'future' ? 'hint' : 'warning', message, span, fixes }];
}
