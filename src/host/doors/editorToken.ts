import * as vscode from 'vscode';
import type { HostDoors } from '../../protocol/engine.ts';
import { microsoftProvider } from './microsoftProvider.ts';

type EditorTokenAsk = Parameters<HostDoors['editorToken']>[0];

/**
 * A token of the editor's Microsoft account: silently where there is one, else by asking to sign in, since a person has just pressed Send.
 * A dismissed sign-in answers undefined. The claims form of the call is for claims challenges only: the provider reads nothing else from a challenge.
 */
export async function editorToken({ scopes, tenant, claims }: EditorTokenAsk): Promise<string | undefined> {
  const all = tenant === null ? [...scopes] : [...scopes, `VSCODE_TENANT:${tenant}`];
  const wanted =
    claims === null
      ? all
      : { wwwAuthenticate: `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`, fallbackScopes: all };
  const provider = microsoftProvider(scopes);
  const known = await sessionOf(provider, wanted, { silent: true });
  const session = known ?? (await sessionOf(provider, wanted, { createIfNone: true }));
  return session?.accessToken;
}

async function sessionOf(
  provider: string,
  wanted: readonly string[] | vscode.AuthenticationWwwAuthenticateRequest,
  options: vscode.AuthenticationGetSessionOptions,
): Promise<vscode.AuthenticationSession | undefined> {
  try {
    return await vscode.authentication.getSession(provider, wanted as string[], options);
  } catch {
    // The provider rejects for a sign-in that was dismissed, refused or impossible here; its text can hold account names.
    return undefined;
  }
}
