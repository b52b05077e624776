import { expect, test } from 'vitest';
import type { Case } from '../../../src/core/diagnosis/case.ts';
import { ruleOrder, rulesOfGoodAnswers } from '../../../src/core/diagnosis/ruleOrder.ts';
import { serviceCauses } from '../../../src/core/model/causes.ts';
import { aCall } from '../builders/aCase.ts';
import { causeTable } from './causeTable.ts';

/** The same surroundings, but the call that decides was answered well. */
function answeredWell(c: Case, status: number): Case {
  const subject = { ...c.subject, status, codes: new Set<string>(), message: '', failures: [], isBroken: false };
  return { ...c, subject, calls: c.calls.map(call => (call === c.subject ? subject : call)), blocked: null, isUseless: false };
}

const places = [
  {},
  { host: 'undefined.vault.azure.net', url: 'http://undefined.vault.azure.net/secret/x' },
  { host: 'kv.privatelink.vaultcore.azure.net' },
];
const cases = serviceCauses
  .flatMap(cause => [causeTable[cause].hit, causeTable[cause].miss])
  .flatMap(c => places.map(place => ({ ...c, subject: { ...c.subject, ...place } })))
  .flatMap(c => [c, { ...c, source: 'trace' as const, subject: { ...c.subject, headers: c.subject.headers ?? aCall().headers } }])
  .flatMap(c => [200, 204, 299].map(status => answeredWell(c, status)));

for (const rule of ruleOrder.filter(one => !rulesOfGoodAnswers.includes(one))) {
  test(`${rule.name || `rule ${ruleOrder.indexOf(rule)}`} is silent about a good answer`, () => {
    expect(cases.map(rule).filter(finding => finding !== undefined)).toEqual([]);
  });
}

test('the others speak in the order of all rules', () => {
  expect(rulesOfGoodAnswers).toEqual(ruleOrder.filter(rule => rulesOfGoodAnswers.includes(rule)));
});
