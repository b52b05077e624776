import type { Answer } from '../http/answer.ts';
import { readJsonObject } from '../http/readJsonObject.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import { missing } from './clientProof.ts';
import type { EntraService } from './entraService.ts';
import { isKnownResource } from './resources.ts';

export type EndpointVersion = 'v1' | 'v2';

const signInScopes: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

/** The audience that a token request asks for, or the refusal. `delegated`: for a person, who may ask for single permissions. */
export function askedAudience(
  form: URLSearchParams,
  version: EndpointVersion,
  delegated: boolean,
  service: EntraService,
  trace: EntraTrace,
): string | Answer {
  const resource = version === 'v1' ? readResource(form, trace) : readScope(form, delegated, trace);
  if (typeof resource !== 'string') return resource;
  return isKnownResource(resource, service.apps) ? resource : aadsts(500011, trace, { resource, tenant: service.tenantId });
}

/** v1 takes the resource as it stands. */
function readResource(form: URLSearchParams, trace: EntraTrace): string | Answer {
  const resource = form.get('resource');
  return resource === null || resource === '' ? missing('resource', trace) : resource;
}

/** v2 cuts `/.default` (or the permission) off and nothing else: `https://vault.azure.net//.default` keeps a slash in the audience. */
function readScope(form: URLSearchParams, delegated: boolean, trace: EntraTrace): string | Answer {
  const scope = form.get('scope');
  if (scope === null || scope === '') return missing('scope', trace);
  const words = scope.split(' ').filter(word => word !== '' && !signInScopes.has(word));
  const endings = delegated ? ['/.default', '/user_impersonation'] : ['/.default'];
  const [first = ''] = words;
  const ending = endings.find(each => first.endsWith(each));
  return words.length === 1 && ending !== undefined ? first.slice(0, -ending.length) : aadsts(70011, trace, { scope });
}

/** Contexts that a claims request names (`access_token.acrs`), as a client does after a claims challenge. */
export function askedContexts(form: URLSearchParams): readonly string[] {
  const claims = readJsonObject(form.get('claims') ?? '');
  const access = claims?.access_token as { readonly acrs?: { readonly value?: unknown; readonly values?: unknown } } | undefined;
  const { value, values } = access?.acrs ?? {};
  return [value, ...(Array.isArray(values) ? values : [])].filter(entry => typeof entry === 'string');
}
