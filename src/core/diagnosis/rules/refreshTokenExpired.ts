import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

/** Inactivity (700082), sign-in frequency (70043), age (70008, 700084), password change (50173). */
export const refreshTokenExpired: Rule = byCode('refresh-token-expired', [
  'AADSTS700082',
  'AADSTS70043',
  'AADSTS70008',
  'AADSTS50173',
  'AADSTS700084',
]);
