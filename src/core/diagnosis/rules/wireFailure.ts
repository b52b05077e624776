import type { FailureCode } from '../../model/causes.ts';
import { metadataAddress } from '../../token/clouds.ts';
import type { Call, Case, Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isUnknownName } from './nameSignals.ts';

/** The transport has named the fault already; a text that someone pasted has only the runtime's word for it. */
export const wireFailure: Rule = c => {
  const failure = c.subject.failures[0];
  if (failure !== undefined)
    return isToldElsewhere(c, failure.code)
      ? undefined
      : prove(c.subject, failure.code, [
          ['failure', failure.detail],
          ['request.host', c.subject.host],
        ]);
  if (c.source === 'trace' || c.subject.status !== null) return undefined;
  const code = wordedFailure(c.subject);
  return code === undefined || isToldElsewhere(c, code)
    ? undefined
    : prove(c.subject, code, [
        ['code', [...c.subject.codes].find(each => each === each.toUpperCase())],
        ['message', c.subject.message.slice(0, 300)],
      ]);
};

/** Faults that have a cause of their own where they meet a vault's name or the metadata address. */
function isToldElsewhere(c: Case, code: FailureCode): boolean {
  if (code === 'net-dns-not-found' && (c.subject.service === 'vault' || c.subject.service === 'hsm')) return true;
  return code.startsWith('net-') && (c.subject.host === metadataAddress || c.subject.message.includes(metadataAddress));
}

function wordedFailure(call: Call): FailureCode | undefined {
  if (isUnknownName(call)) return 'net-dns-not-found';
  const known: readonly (readonly [string, FailureCode])[] = [
    ['EAI_AGAIN', 'net-dns-temporary'],
    ['ECONNREFUSED', 'net-refused'],
    ['ECONNRESET', 'net-reset'],
    ['ETIMEDOUT', 'net-connect-timeout'],
    ['EHOSTUNREACH', 'net-unreachable'],
    ['ENETUNREACH', 'net-unreachable'],
    ['CERT_HAS_EXPIRED', 'tls-expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-host'],
  ];
  return (
    known.find(([code]) => call.codes.has(code))?.[1] ??
    (/\bconnect(?:ion)? timed out\b/i.test(call.message) ? 'net-connect-timeout' : undefined)
  );
}
