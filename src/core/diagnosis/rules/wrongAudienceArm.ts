import type { Rule } from '../case.ts';
import { refusedAudience } from './refusedAudience.ts';

export const wrongAudienceArm: Rule = c => refusedAudience(c, 'wrong-audience-arm');
