import type { Rule } from '../case.ts';
import { refusedAudience } from './refusedAudience.ts';

export const wrongAudienceSpnPrefix: Rule = c => refusedAudience(c, 'wrong-audience-spn-prefix');
