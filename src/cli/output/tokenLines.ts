import type { TokenFacts } from '../../core/model/tokenFacts.ts';
import type { TokenJudgement } from '../../core/token/judgeToken.ts';
import { type Paint, printable } from './paint.ts';

/** The token card for a terminal: what a vault looks at, each with its judgement. */
export function tokenLines(facts: TokenFacts, judgement: TokenJudgement, paint: Paint): readonly string[] {
  const line = (label: string, value: string, mark: string, text: string): string =>
    `  ${label.padEnd(4)} ${printable(value)}  ${mark} ${paint('dim', printable(text))}`.trimEnd();
  const { audience, issuer, times, identity } = judgement;
  return [
    '',
    paint('bold', 'Token'),
    line('aud', audience.value ?? '(none)', tick(audience.ok, paint), audience.text),
    line('iss', issuer.value ?? '(none)', tick(issuer.ok, paint), issuer.text),
    line('exp', times.text, tick(times.state === 'unknown' ? null : times.state === 'valid', paint), ''),
    line('who', identity.text, '', ''),
    line('sig', judgement.signature, '', ''),
    ...facts.problems.map(problem => `  ${paint('yellow', '!')} ${printable(problem)}`),
  ];
}

function tick(ok: boolean | null, paint: Paint): string {
  if (ok === null) return paint('dim', '?');
  return ok ? paint('green', '✓') : paint('red', '✗');
}
