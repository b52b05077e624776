import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

export const clientSecretExpired: Rule = byCode('client-secret-expired', ['AADSTS7000222']);
