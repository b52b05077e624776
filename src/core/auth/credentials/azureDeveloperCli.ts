import type { TokenLink } from './tokenLink.ts';
import { jsonIn, type KnownError, toolToken, unsafeArgument } from './toolToken.ts';

const timeoutMs = 30_000;
const known: readonly KnownError[] = [
  {
    pattern: /not logged in, run `azd (?:auth )?login`/i,
    message: 'Nobody is signed in to the Azure Developer CLI: run "azd auth login".',
  },
  {
    pattern: /must use multi-factor authentication|reauthentication required/i,
    message: 'The account has to sign in again with a second factor: run "azd auth login" with the scope.',
  },
];

/** The account of the Azure Developer CLI, by `azd auth token`. */
export function azureDeveloperCli(credential: string): TokenLink {
  return {
    name: 'AzureDeveloperCliCredential',
    async getToken(ask, doors, signal) {
      const scopes = ask.scope.split(' ');
      const unsafe = unsafeArgument(scopes, ask.tenant);
      if (unsafe !== undefined) return unsafe;
      const tenant = ask.tenant === null ? [] : ['--tenant-id', ask.tenant];
      const claims = ask.claims === null ? [] : ['--claims', btoa(String.fromCharCode(...new TextEncoder().encode(ask.claims)))];
      const args = [
        'auth',
        'token',
        '--output',
        'json',
        '--no-prompt',
        ...scopes.flatMap(scope => ['--scope', scope]),
        ...tenant,
        ...claims,
      ];
      const call = { program: 'azd', args, timeoutMs };
      return toolToken({ title: 'The Azure Developer CLI', credential, call, known, read }, doors, signal);
    },
  };
}

function read(stdout: string): { readonly token: string; readonly expiresAt: number | null } | undefined {
  const json = jsonIn(stdout);
  const token = json?.['token'];
  const expires = json?.['expiresOn'];
  if (typeof token !== 'string') return undefined;
  const ms = typeof expires === 'string' ? Date.parse(expires) : Number.NaN;
  return { token, expiresAt: Number.isNaN(ms) ? null : Math.floor(ms / 1000) };
}
