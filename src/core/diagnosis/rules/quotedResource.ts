import type { Case } from '../case.ts';
import { codeOf } from '../prove.ts';

/** The resource that Entra ID does not know (AADSTS500011, 50001), or undefined where that is not the refusal. */
export function quotedResource(c: Case): { readonly code: string; readonly resource: string | null } | undefined {
  const code = codeOf(c, ['AADSTS500011', 'AADSTS50001']);
  if (code === undefined) return undefined;
  const named =
    /resource principal named\s+['"]?([^\s'"]+)/i.exec(c.subject.message)?.[1] ?? /resource\s+'([^']+)'/i.exec(c.subject.message)?.[1];
  return { code, resource: named ?? null };
}
