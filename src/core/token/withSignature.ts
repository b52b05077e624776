import type { TokenJudgement } from './judgeToken.ts';
import type { SignatureCheck } from './verifySignature.ts';

/** The judgement with what became of checking the signature: a wrong one is refused whatever the claims say. */
export const withSignature = (judgement: TokenJudgement, check: SignatureCheck): TokenJudgement => ({
  ...judgement,
  signature: check.text,
  verdict: check.state === 'bad' ? 'refused' : judgement.verdict,
});
