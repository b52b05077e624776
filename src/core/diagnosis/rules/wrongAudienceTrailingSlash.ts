import type { Rule } from '../case.ts';
import { refusedAudience } from './refusedAudience.ts';

export const wrongAudienceTrailingSlash: Rule = c => refusedAudience(c, 'wrong-audience-trailing-slash');
