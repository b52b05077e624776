import type { Run } from '../model/run.ts';
import { Secret } from '../model/secret.ts';
import type { Trace } from '../model/trace.ts';
import { exchangesOf } from '../timeline/foldTrace.ts';
import type { TextRedactor } from '../token/redactText.ts';

/**
 * The run without credentials (which `known` removes) and secret values, fit to leave the engine.
 * @param shown the run's trace, redacted
 * @param redactorOf makes the redactor for the values of vault secrets, where there is a text that may hold one
 */
export function redactRun(run: Run, shown: Trace, known: TextRedactor, redactorOf: (secrets: readonly Secret[]) => TextRedactor): Run {
  let values: TextRedactor | undefined;
  const redact = (text: string): string => {
    values ??= redactorOf(secretValues(run.trace));
    return values(known(text));
  };
  return {
    trace: shown,
    verdict: run.verdict,
    headline: known(run.headline),
    findings: run.findings.map(finding => ({
      ...finding,
      title: redact(finding.title),
      explanation: redact(finding.explanation),
      fix: redact(finding.fix),
      evidence: finding.evidence.map(one => ({ ...one, value: redact(one.value) })),
    })),
    assertions: run.assertions.map(one => ({
      ...one,
      text: redact(one.text),
      expected: one.expected === null ? null : redact(one.expected),
      actual: redact(one.actual),
    })),
  };
}

/** Values of vault secrets in the answers: an assertion on the body would print them. */
function secretValues(trace: Trace): readonly Secret[] {
  return exchangesOf(trace).flatMap(({ outcome, request }) => {
    if (outcome.kind !== 'response' || !/\/secrets\//i.test(request.url)) return [];
    try {
      const json: unknown = JSON.parse(new TextDecoder().decode(outcome.response.body.bytes));
      const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'value') : undefined;
      return typeof value === 'string' && value !== '' ? [new Secret(value)] : [];
    } catch {
      // Not JSON: no secret bundle.
      return [];
    }
  });
}
