import type { LinkResult, TokenLink } from './tokenLink.ts';
import { unavailable } from './tokenLink.ts';
import { jsonIn, type KnownError, type Tool, toolToken, unsafeArgument } from './toolToken.ts';

/** Loading the module alone takes several seconds. */
const timeoutMs = 60_000;
const known: readonly KnownError[] = [
  { pattern: /Run Connect-AzAccount to login/i, message: 'Nobody is signed in to Azure PowerShell: run "Connect-AzAccount".' },
  {
    pattern: /The specified module 'Az\.Accounts'|no valid module file was found/i,
    message: 'The module Az.Accounts 2.2.0 or newer is not installed: run "Install-Module -Name Az -Scope CurrentUser".',
  },
];

/** The account of Azure PowerShell, by `Get-AzAccessToken`: PowerShell 7 first, on Windows then the old one. */
export function azurePowerShell(credential: string): TokenLink {
  return {
    name: 'AzurePowerShellCredential',
    async getToken(ask, doors, signal) {
      const unsafe = unsafeArgument([ask.resource], ask.tenant);
      if (unsafe !== undefined) return unsafe;
      if (ask.claims !== null) return unavailable('Azure PowerShell takes no claims challenge on this way: run "Connect-AzAccount" again.');
      const script = scriptFor(ask.resource, ask.tenant);
      const programs = doors.machine.platform === 'windows' ? ['pwsh', 'powershell'] : ['pwsh'];
      let result: LinkResult = unavailable('');
      for (const program of programs) {
        result = await toolToken(toolOf(credential, program, script), doors, signal);
        if (result.kind === 'token' || result.kind !== 'unavailable' || !result.message.includes('is not installed, or not on the PATH'))
          break;
      }
      return result;
    },
  };
}

function toolOf(credential: string, program: string, script: string): Tool {
  const call = { program, args: ['-NoProfile', '-NonInteractive', '-Command', script], timeoutMs };
  return { title: program === 'pwsh' ? 'PowerShell' : 'Windows PowerShell', credential, call, known, read };
}

/** `resource` and `tenant` hold letters, digits and `-_.:/` alone, so they cannot end the quotes. From 2.17 to 5.0 the plain text has to be asked for otherwise. */
function scriptFor(resource: string, tenant: string | null): string {
  return [
    "$ErrorActionPreference = 'Stop'",
    'Import-Module Az.Accounts -MinimumVersion 2.2.0',
    '$version = (Get-Module Az.Accounts).Version',
    `$ask = @{ ResourceUrl = '${resource}' }`,
    ...(tenant === null ? [] : [`$ask['TenantId'] = '${tenant}'`]),
    "if ($version -ge [version]'2.17.0' -and $version -lt [version]'5.0.0') { $ask['AsSecureString'] = $true }",
    '$got = Get-AzAccessToken @ask',
    '$text = $got.Token',
    "if ($text -is [System.Security.SecureString]) { $text = [System.Net.NetworkCredential]::new('', $text).Password }",
    '@{ Token = $text; ExpiresOn = $got.ExpiresOn.ToUnixTimeSeconds() } | ConvertTo-Json -Compress',
  ].join('; ');
}

function read(stdout: string): { readonly token: string; readonly expiresAt: number | null } | undefined {
  const json = jsonIn(stdout);
  const token = json?.['Token'];
  const expires = json?.['ExpiresOn'];
  return typeof token === 'string' ? { token, expiresAt: typeof expires === 'number' ? expires : null } : undefined;
}
