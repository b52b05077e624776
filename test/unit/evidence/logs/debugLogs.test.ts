import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, runsOf } from '../explainForTest.ts';
import * as samples from './samples.ts';

const texts = new Map<string, string>(Object.entries(samples));
const sample = (name: string): string => texts.get(name) ?? '';

describe('debug logs of the SDKs', () => {
  const cases: readonly (readonly [name: string, run: string, statuses: readonly (number | null)[]])[] = [
    ['dotnet', 'failure 0,1,2 rbac-role-missing', [401, 200, 403]],
    ['dotnetLogger', 'expected 0,1 benign-challenge', [401, 200]],
    ['java', 'failure 0,1 rbac-role-missing', [401, 403]],
    ['javaArrows', 'expected 0,1 benign-challenge', [401, 200]],
    ['python', 'failure 0,1,2', [401, 200, 403]],
    ['js', 'failure 0,1', [401, 403]],
    ['az', 'failure 0,1,2 rbac-role-missing', [401, 200, 403]],
    ['go', 'failure 0,1 rbac-role-missing', [401, 403]],
    ['goBroken', 'failure 0 dns-vault-not-found', [null]],
  ];
  test.each(cases)('%s', (name, run, statuses) => {
    const report = explain(sample(name));
    expect(report.kind).toBe('log');
    expect(report.calls.map(call => call.status)).toEqual(statuses);
    expect(runsOf(report)).toEqual([run]);
  });

  test.each(['python', 'js'] as const)('%s: where no body was logged, the exception beside the calls says why', name => {
    const report = explain(sample(name));
    expect([report.verdict, report.findings[0]?.cause]).toEqual(['failure', 'rbac-role-missing']);
  });

  test('a credential that fails in the library alone outranks the challenge that waits', () => {
    const report = explain(samples.secretExpired);
    expect([report.verdict, report.findings[0]?.cause]).toEqual(['failure', 'client-secret-expired']);
  });

  test('a challenge at the end of a log is no proof that nothing followed', () => {
    const { verdict, findings } = explain(samples.dotnet.slice(0, samples.dotnet.indexOf('[Informational] Azure-Core: Request [b2]')));
    expect([verdict, findings[0]?.certainty]).toEqual(['unknown', 'candidate']);
  });

  test.each(Object.entries(samples))('%s: cut anywhere, it is read without a fault', (_, text) => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (from, to) => {
        explain(`x${text.slice(Math.min(from, to), Math.max(from, to))}`);
      }),
      { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 40) },
    );
  });

  test('Windows line ends and colours of a terminal change nothing', () => {
    const plain = runsOf(explain(samples.az));
    expect(runsOf(explain(samples.az.replaceAll('\n', '\r\n')))).toEqual(plain);
    expect(runsOf(explain(samples.az.replace(/^(\S+):/gm, '\u001b[36m$1:\u001b[0m')))).toEqual(plain);
  });
});
