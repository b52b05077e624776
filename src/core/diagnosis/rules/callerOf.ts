import { describeIdentity } from '../../token/describeIdentity.ts';
import type { Case } from '../case.ts';
import { neededAccess } from '../neededAccess.ts';
import type { Proof } from '../prove.ts';

export interface Caller {
  readonly appid: string | null;
  readonly oid: string | null;
}

/** Who called: the message of a 403 names the caller, else the token does. */
export function callerOf(c: Case): Caller {
  const claim = (name: string): string | null => {
    const value = c.token?.claims[name];
    return typeof value === 'string' ? value : null;
  };
  const said = (name: string): string | null => new RegExp(`\\b${name}=([^;\\s']+)`, 'i').exec(c.subject.message)?.[1] ?? null;
  return { appid: said('appid') ?? claim('appid') ?? claim('azp'), oid: said('oid') ?? claim('oid') };
}

/** Everything that a person needs to grant what was missing: who, what, where. */
export function accessProof(c: Case): readonly Proof[] {
  const { message, method, url, host } = c.subject;
  const caller = callerOf(c);
  const needed = neededAccess(method, url, /Action:\s*'([^']+)'/i.exec(message)?.[1] ?? null, message);
  const vault = /\bkey vault '([^';]+)/i.exec(message)?.[1] ?? /\bVault:\s*([^;\s]+)/i.exec(message)?.[1];
  return [
    ['code', [...c.subject.codes].find(code => /^(?:ForbiddenBy|AccessDenied|Denied)/.test(code))],
    ['action', needed.action],
    ['permission', needed.permission],
    ['role', needed.role],
    ['caller.oid', caller.oid],
    ['caller.appid', caller.appid],
    ['caller', identityOf(c)],
    ['token.oid', tokenOid(c) === caller.oid ? null : tokenOid(c)],
    ['model', modelOf(c)],
    ['policy.option', policyOption(needed.permission)],
    ['vault', vault ?? host?.split('.')[0]],
    ['scope', /Resource:\s*'([^']+)'/i.exec(message)?.[1]],
    ['assignment', /Assignment:\s*(\([^)]+\)|\S+)/i.exec(message)?.[1]],
    [
      'response.header x-ms-keyvault-rbac-cache',
      c.subject.headers?.find(([name]) => name.toLowerCase() === 'x-ms-keyvault-rbac-cache')?.[1],
    ],
    ['status', c.subject.status],
  ];
}

/** Who the token says it is, in words; a message names ids only. */
function identityOf(c: Case): string | null {
  const identity = c.token === null ? undefined : describeIdentity(c.token.claims);
  return identity === undefined || identity.kind === 'unknown' ? null : identity.text;
}

function tokenOid(c: Case): string | null {
  const oid = c.token?.claims['oid'];
  return typeof oid === 'string' ? oid : null;
}

/** The permission model in force, told by the inner code of the refusal. */
function modelOf({ subject: { codes } }: Case): string | null {
  if (codes.has('ForbiddenByRbac') || codes.has('DeniedWithNoValidRBAC')) return 'Azure RBAC';
  return codes.has('ForbiddenByPolicy') || codes.has('AccessDenied') ? 'access policies' : null;
}

/** `secrets get` as an option of `az keyvault set-policy`. */
function policyOption(permission: string | null): string | null {
  const [kind, name] = permission?.split(' ') ?? [];
  const option = /^(secret|key|certificate|storage)s?$/i.exec(kind ?? '')?.[1];
  return option === undefined || name === undefined ? null : `--${option.toLowerCase()}-permissions ${name}`;
}
