import type { Call } from '../case.ts';

const collections =
  /^(?:secrets|keys|certificates|storage|deletedsecrets|deletedkeys|deletedcertificates|deletedstorage|providers|roledefinitions|roleassignments|settings|rng|backup|prebackup|restore|prerestore|ekm\w*|attestation)$/i;

/** The path starts with a collection that a vault or managed HSM has; true where the path is not known. */
export function reachesApi(call: Call): boolean {
  const path = /^https?:\/\/[^/?#]+([^?#]*)/i.exec(call.url ?? '')?.[1];
  if (path === undefined || /^\/?\.\.\./.test(path)) return true;
  // The service tolerates doubled slashes.
  const parts = path.split('/').filter(part => part !== '');
  return parts.some(part => part === 'providers' || part === '...') || collections.test((parts[0] ?? '').split('|')[0] ?? '');
}

/** The answer has an error code of the service: it understood the request. */
export const hasServiceCode = (codes: ReadonlySet<string>): boolean =>
  [...codes].some(code => /^(?:AKV|ForbiddenBy|Access|Secret|Key|Certificate|Object|Throttled|BadParameter|Conflict)/.test(code));
