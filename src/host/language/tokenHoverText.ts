import type { JsonObject, JsonValue, TokenFacts } from '../../core/model/tokenFacts.ts';
import type { Translate } from '../../core/model/translate.ts';
import { retell } from '../../core/timeline/retell.ts';
import type { TokenJudgement } from '../../core/token/judgeToken.ts';
import { codeSpan, jsonBlock, plainText } from './markdownText.ts';

const maxValueLength = 400;
const maxClaims = 60;
const timeClaims = ['exp', 'nbf', 'iat'];
const marks = { ok: '✓', refused: '✗', unknown: '?' } satisfies Record<TokenJudgement['verdict'], string>;

/**
 * The Markdown of a hover on a token: what it is for and whether it is still good, then header and claims. All that comes out of the
 * token stands in code or is escaped; the signature is left out.
 */
export function tokenHoverText(facts: TokenFacts, judgement: TokenJudgement, t: Translate): string {
  const { audience, issuer, identity, times, tenant, verdict, signature, problems } = judgement;
  const row = (label: string, value: string | null, text: string, ok: boolean | null) =>
    `- **${label}** ${value === null ? '' : `${codeSpan(cut(value))} `}${ok === null ? '' : ok ? '✓ ' : '✗ '}${plainText(cut(text))}`;
  const expired = times.state === 'expired' || times.state === 'not-yet-valid';
  const lines = [
    `**${t('Access token')}** ${codeSpan(facts.fingerprint)} ${marks[verdict]}`,
    '',
    row(t('Audience'), audience.value, audience.text, audience.ok),
    row(t('Validity'), null, times.text, times.state === 'unknown' ? null : !expired),
    row(t('Identity'), null, identity.text, null),
    row(t('Issuer'), issuer.value, issuer.text, issuer.ok),
    ...(tenant === null ? [] : [row(t('Tenant'), tenant, '', null)]),
    row(t('Signature'), null, signature, null),
    ...problems.slice(0, 8).map(problem => `- ⚠ ${plainText(cut(retell(problem, t)))}`),
    '',
    ...part(t('Header'), facts.header),
    ...part(t('Claims'), facts.claims),
    ...timeLines(facts.claims),
  ];
  return lines.join('\n');
}

function part(title: string, object: JsonObject): readonly string[] {
  const entries = Object.entries(object);
  if (entries.length === 0) return [];
  const shown = entries.slice(0, maxClaims).map(([name, value]) => [cut(name), shorten(value)] as const);
  const more = entries.length > maxClaims ? ['', `… ${entries.length - maxClaims}`] : [];
  return [`**${title}**`, '', jsonBlock(Object.fromEntries(shown)), ...more, ''];
}

/** Long texts and long lists are cut: a hover is for a glance. */
function shorten(value: JsonValue): JsonValue {
  if (typeof value === 'string') return cut(value);
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  return text.length > maxValueLength ? cut(text) : value;
}

function timeLines(claims: JsonObject): readonly string[] {
  return timeClaims.flatMap(name => {
    const value = claims[name];
    const date = typeof value === 'number' ? new Date(value * 1000) : undefined;
    return date === undefined || Number.isNaN(date.getTime()) ? [] : [`- ${codeSpan(name)} ${date.toISOString().replace('.000Z', 'Z')}`];
  });
}

function cut(text: string): string {
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
}
