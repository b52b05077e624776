import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

export const signingKeyUnresolved: Rule = byCode('signing-key-unresolved', ['AKV10046']);
