import { withSignal } from '../withSignal.ts';
import { readGivenToken } from './readGivenToken.ts';
import type { TokenLink } from './tokenLink.ts';
import { noteCredential, unavailable } from './tokenLink.ts';

/** The Microsoft account of the editor; the editor asks its user to sign in where that is needed. */
export function editorAccount(name: string): TokenLink {
  return {
    name: 'VisualStudioCodeCredential',
    async getToken(ask, doors, signal) {
      const since = doors.now();
      const text = await withSignal(
        doors.machine.editorToken({ scopes: ask.scope.split(' '), tenant: ask.tenant, claims: ask.claims }),
        signal,
      );
      const ms = doors.now() - since;
      if (text === undefined) {
        noteCredential(doors, name, 'the editor gave no token', false, ms);
        return unavailable("The editor's Microsoft account gave no token: nobody is signed in, or the sign-in was dismissed or refused.");
      }
      noteCredential(doors, name, "the editor's Microsoft account gave a token", true, ms);
      return { kind: 'token', token: readGivenToken(doors.hide(text)) };
    },
  };
}
