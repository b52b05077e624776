import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

export const keyOpNotPermitted: Rule = byCode('key-op-not-permitted', ['KeyOperationForbidden']);
