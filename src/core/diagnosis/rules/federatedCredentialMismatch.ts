import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

/** Issuer 700211, audience 700212, subject 700213, subject in another case 7002138; 70021 names no part. */
export const federatedCredentialMismatch: Rule = byCode('federated-credential-mismatch', [
  'AADSTS70021',
  'AADSTS700211',
  'AADSTS700212',
  'AADSTS700213',
  'AADSTS7002138',
]);
