import type { CauseCode } from '../model/causes.ts';
import type { Certainty, Evidence, Finding } from '../model/finding.ts';
import type { Call, Case } from './case.ts';

/** `where` and value; a value that is not known is left out. */
export type Proof = readonly [where: string, value: string | number | null | undefined];

const longestValue = 512;

export function prove(call: Call, cause: CauseCode, proofs: readonly Proof[], certainty: Certainty = 'proven'): Finding {
  return { cause, certainty, candidates: [], evidence: evidenceOf(call, proofs) };
}

/** One of several causes that share this evidence, most usual first. */
export function suspect(call: Call, candidates: readonly [CauseCode, ...CauseCode[]], proofs: readonly Proof[]): Finding {
  return { cause: candidates[0], certainty: 'candidate', candidates, evidence: evidenceOf(call, proofs) };
}

function evidenceOf(call: Call, proofs: readonly Proof[]): readonly Evidence[] {
  return proofs.flatMap(([where, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ exchange: call.exchange, where, value: String(value).slice(0, longestValue) }],
  );
}

/** The first of the codes that the deciding answer has. */
export const codeOf = (c: Case, codes: readonly string[]): string | undefined => codes.find(code => c.subject.codes.has(code));

/** A rule for causes that one code proves, whatever the sentence beside it says. */
export const byCode =
  (cause: CauseCode, codes: readonly string[]) =>
  (c: Case): Finding | undefined => {
    const code = codeOf(c, codes);
    return code === undefined ? undefined : prove(c.subject, cause, [['code', code], ...answerProof(c.subject)]);
  };

/** Status and message of an answer, as evidence. */
export const answerProof = (call: Call): readonly Proof[] => [
  ['status', call.status],
  ['message', call.message.slice(0, 300)],
];

/** The deciding answer comes from a vault or a managed HSM, or from nobody that is known. */
export const isVaultAnswer = (call: Call): boolean => call.service === 'vault' || call.service === 'hsm';

/** Nothing says that another service than the vault answered. */
export const mayBeVault = (call: Call): boolean => isVaultAnswer(call) || call.service === 'unknown' || call.service === 'client';

export const succeeded = (call: Call): boolean => call.status !== null && call.status >= 200 && call.status < 300;
