import type { Rule } from '../case.ts';
import { codeOf, prove } from '../prove.ts';

export const apiVersionUnsupported: Rule = c => {
  const { subject } = c;
  const code = codeOf(c, ['InvalidApiVersionParameter', 'MissingApiVersionParameter', 'NoRegisteredProviderFound']);
  const refused = /specified version \(([^)]*)\) is not recognized/i.exec(subject.message);
  const named = subject.codes.has('BadParameter') && /api-version|specified version/i.test(subject.message);
  if (code === undefined && refused === null && !named) return undefined;
  const version = refused?.[1] ?? /[?&]api-version=([^&]*)/i.exec(subject.url ?? '')?.[1];
  const latest = /latest supported version \(([^)]*)\)/i.exec(subject.message)?.[1];
  return prove(subject, 'api-version-unsupported', [
    ['code', code ?? codeOf(c, ['BadParameter'])],
    ['api-version', version],
    ['supported', latest],
    ['message', subject.message.slice(0, 300)],
  ]);
};
