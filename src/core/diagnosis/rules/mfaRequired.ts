import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

/** Second factor wanted (50076), enrolment wanted (50079, 50072), strong authentication wanted (50074). */
export const mfaRequired: Rule = byCode('mfa-required', ['AADSTS50076', 'AADSTS50079', 'AADSTS50072', 'AADSTS50074']);
