import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

export const clientSecretInvalid: Rule = byCode('client-secret-invalid', ['AADSTS7000215']);
