import type { Rule } from '../case.ts';
import { refusedAudience } from './refusedAudience.ts';

export const wrongAudienceOther: Rule = c => refusedAudience(c, 'wrong-audience-other');
