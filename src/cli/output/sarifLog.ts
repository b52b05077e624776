import { endedWell } from '../../core/run/endedWell.ts';
import { faultsOf, type ReportedRun } from './reportedRun.ts';

interface SarifResult {
  readonly ruleId: string;
  readonly level: 'error' | 'note';
  readonly text: string;
  readonly line: number;
}

const faultRules: Readonly<Record<string, string>> = {
  assertion: 'An assertion of the file does not hold.',
  answer: 'The answer is no success, and no assertion wants it so.',
  'not-sent': 'Nothing was sent, or no answer came.',
};

/**
 * A SARIF 2.1.0 log: what is not as it should be, and the causes that were found. A cause in a run that is as its author wants it is a note.
 * `file` is a relative path with "/".
 */
export function sarifLog(file: string, reported: readonly ReportedRun[]): string {
  // RFC 3986 section 4.2: a relative reference, in which "#", "?" and a colon of a name would end the path or begin a scheme.
  const uri = file.split('/').map(encodeURIComponent).join('/');
  const results = reported.flatMap(resultsOf);
  const descriptions = new Map(Object.entries(faultRules));
  for (const { run } of reported) for (const { cause, title } of run?.findings ?? []) descriptions.set(cause, title);
  const used = [...new Set(results.map(({ ruleId }) => ruleId))];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'kvhttp',
            informationUri: 'https://github.com/kvhttp/kvhttp',
            rules: used.map(id => ({ id, shortDescription: { text: descriptions.get(id) ?? id } })),
          },
        },
        results: results.map(({ ruleId, level, text, line }) => ({
          ruleId,
          ruleIndex: used.indexOf(ruleId),
          level,
          message: { text },
          locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: line + 1 } } }],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultsOf(one: ReportedRun): readonly SarifResult[] {
  const { run, line, name } = one;
  if (run === null) return [];
  const level = endedWell(run) || run.verdict === 'expected' ? 'note' : 'error';
  const findings = run.findings.map(
    ({ cause, title, explanation, fix }): SarifResult => ({
      ruleId: cause,
      level,
      text: [`${name}: ${title}.`, explanation, fix].filter(text => text !== '').join(' '),
      line,
    }),
  );
  const faults = faultsOf(one).map(
    (fault): SarifResult => ({ ruleId: fault.kind, level: 'error', text: `${name}: ${fault.message}`, line: fault.line }),
  );
  return [...faults, ...findings];
}
