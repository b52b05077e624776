import { assertNever } from '../model/assertNever.ts';
import { asAzRest } from './asAzRest.ts';
import { asCSharp } from './asCSharp.ts';
import { asCurl } from './asCurl.ts';
import { asJavaScript } from './asJavaScript.ts';
import { asPowerShell } from './asPowerShell.ts';
import { asPython } from './asPython.ts';
import { type CopiedRequest, readCopied } from './copiedRequest.ts';

export const copyForms = ['curl', 'csharp', 'javascript', 'python', 'powershell', 'az'] as const;
export type CopyForm = (typeof copyForms)[number];

/** Names of the forms for people. */
export const copyFormNames: Readonly<Record<CopyForm, string>> = {
  curl: 'cURL',
  csharp: 'C#',
  javascript: 'JavaScript',
  python: 'Python',
  powershell: 'PowerShell',
  az: 'Azure CLI (az rest)',
};

/**
 * The request as a command or a small program. No form holds a token: each takes it from the environment variable `ACCESS_TOKEN`,
 * `az rest` gets its own. A secret of the body comes from the environment as well, and without it nothing is sent.
 */
export function asCode(form: CopyForm, request: CopiedRequest): string {
  switch (form) {
    case 'curl':
      return asCurl(request);
    case 'csharp':
      return asCSharp(readCopied(request));
    case 'javascript':
      return asJavaScript(readCopied(request));
    case 'python':
      return asPython(readCopied(request));
    case 'powershell':
      return asPowerShell(readCopied(request));
    case 'az':
      return asAzRest(readCopied(request));
    default:
      return assertNever(form);
  }
}
