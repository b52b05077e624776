import type { TokenLink } from './tokenLink.ts';
import { unavailable } from './tokenLink.ts';
import { jsonIn, type KnownError, toolToken, unsafeArgument } from './toolToken.ts';

const timeoutMs = 30_000;
const known: readonly KnownError[] = [
  { pattern: /az login --scope/i, message: 'The account has to sign in again for this resource: run the az login command that it names.' },
  { pattern: /az login|az account set|no subscription found/i, message: 'Nobody is signed in to the Azure CLI: run "az login".' },
];

/** The account of the Azure CLI, by `az account get-access-token`. */
export function azureCli(credential: string): TokenLink {
  return {
    name: 'AzureCliCredential',
    async getToken(ask, doors, signal) {
      const unsafe = unsafeArgument([ask.resource], ask.tenant);
      if (unsafe !== undefined) return unsafe;
      if (ask.claims !== null) {
        return unavailable(
          `The Azure CLI takes no claims challenge on this way. Run: az login --claims-challenge ${base64Of(ask.claims)} --scope ${ask.scope}`,
        );
      }
      const tenant = ask.tenant === null ? [] : ['--tenant', ask.tenant];
      const args = ['account', 'get-access-token', '--output', 'json', '--resource', ask.resource, ...tenant];
      return toolToken({ title: 'The Azure CLI', credential, call: { program: 'az', args, timeoutMs }, known, read }, doors, signal);
    },
  };
}

function read(stdout: string): { readonly token: string; readonly expiresAt: number | null } | undefined {
  const json = jsonIn(stdout);
  const token = json?.['accessToken'];
  if (json === undefined || typeof token !== 'string') return undefined;
  return { token, expiresAt: epochOf(json['expires_on']) ?? localTime(json['expiresOn']) };
}

function epochOf(value: unknown): number | null {
  const seconds = typeof value === 'string' ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : null;
}

/** Before version 2.54 there is only `2026-01-01 12:00:00.000000`, in the time of this machine. */
function localTime(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value.slice(0, 19).replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}

const base64Of = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
