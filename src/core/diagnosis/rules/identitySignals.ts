import { metadataAddress } from '../../token/clouds.ts';
import type { Call, Case } from '../case.ts';

/** An answer of a managed-identity endpoint, or a text that quotes one. */
export const isIdentityRefusal = (c: Case): boolean =>
  c.subject.service === 'identity' || c.source === 'text' || (c.source === 'observation' && c.subject.service !== 'vault');

/** By its address, or in words; not where a chain of credentials lists it as one of many. */
export const namesMetadata = (message: string): boolean =>
  message.includes(metadataAddress) ||
  (/\b(?:IMDS|managed identity) endpoint\b/i.test(message) && new Set(message.match(/\b\w{1,60}Credential\b/g)).size < 2);

/** The call did not reach the endpoint at all. */
export function isUnreachable(call: Call): boolean {
  const failed = call.failures.some(failure =>
    /^net-(?:refused|unreachable|connect-timeout|headers-timeout|deadline|all-addresses|dns)/.test(failure.code),
  );
  const code = [...call.codes].some(each => /^(?:ETIMEDOUT|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/.test(each));
  return (
    failed ||
    code ||
    /timed? ?out|connection refused|no route to host|network is unreachable|failed to connect|no response (?:was )?(?:received|from)/i.test(
      call.message,
    )
  );
}

/** Versions of the App Service protocol; the metadata service of a virtual machine speaks 2018-02-01. */
export const isAppServiceVersion = (url: string | null): boolean => /[?&]api-version=(?:2019-08-01|2017-09-01)(?:&|$)/.test(url ?? '');
