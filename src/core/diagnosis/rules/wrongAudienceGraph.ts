import type { Rule } from '../case.ts';
import { refusedAudience } from './refusedAudience.ts';

export const wrongAudienceGraph: Rule = c => refusedAudience(c, 'wrong-audience-graph');
