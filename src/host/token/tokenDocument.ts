import type { JsonValue, TokenFacts } from '../../core/model/tokenFacts.ts';
import type { Translate } from '../../core/model/translate.ts';
import { retell } from '../../core/timeline/retell.ts';
import type { TokenJudgement } from '../../core/token/judgeToken.ts';

const timeClaims = new Set(['exp', 'nbf', 'iat', 'auth_time', 'xms_tcdt', 'nonce_exp']);

/**
 * A decoded token as JSON with comments: what the claims mean first, then header and claims as they are, times also in words.
 * The signature is left out: the text is no credential.
 */
export function tokenDocument(facts: TokenFacts, judgement: TokenJudgement, t: Translate): string {
  const { audience, issuer, identity, times } = judgement;
  const remarks = [
    t('Access token {0}, decoded on this machine. The signature is left out.', facts.fingerprint),
    '',
    t('Audience: {0} {1}', audience.value ?? '-', audience.text),
    t('Issuer: {0} {1}', issuer.value ?? '-', issuer.text),
    t('Tenant: {0}', judgement.tenant ?? '-'),
    t('Identity: {0}', identity.text),
    t('Validity: {0}', times.text),
    t('Signature: {0}', judgement.signature),
    ...judgement.problems.map(problem => t('Problem: {0}', retell(problem, t))),
  ];
  const comments = remarks.map(line => (line === '' ? '//' : `// ${oneLine(line)}`));
  return [...comments, '{', `  "header": ${objectText(facts.header)},`, `  "claims": ${objectText(facts.claims)}`, '}', ''].join('\n');
}

function objectText(object: TokenFacts['claims']): string {
  const entries = Object.entries(object);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, value], index) => {
    const json = JSON.stringify(value, undefined, 2).replaceAll('\n', '\n    ');
    return `    ${JSON.stringify(key)}: ${json}${index < entries.length - 1 ? ',' : ''}${timeRemark(key, value)}`;
  });
  return `{\n${lines.join('\n')}\n  }`;
}

function timeRemark(key: string, value: JsonValue): string {
  if (!timeClaims.has(key) || typeof value !== 'number') return '';
  const date = new Date(value * 1000);
  return Number.isNaN(date.getTime()) ? '' : ` // ${date.toISOString().replace('T', ' ').replace('.000Z', ' UTC')}`;
}

/** Texts of a token must not end their comment: line breaks and other control characters become visible. */
function oneLine(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are meant
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
