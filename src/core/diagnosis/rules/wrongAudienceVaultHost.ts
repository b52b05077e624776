import type { Rule } from '../case.ts';
import { refusedAudience } from './refusedAudience.ts';

export const wrongAudienceVaultHost: Rule = c => refusedAudience(c, 'wrong-audience-vault-host');
