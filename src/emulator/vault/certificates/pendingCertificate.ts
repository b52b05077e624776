import { X509Certificate } from 'node:crypto';
import type { MadeKey } from '../keys/makeKey.ts';
import type { AttributeChange } from '../objectAttributes.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import type { CertificatePolicy } from './certificatePolicy.ts';
import { keepCertificate } from './keepCertificate.ts';
import { selfSigned } from './makeCertificate.ts';

/** The vault signs its own certificates; the real one takes some seconds for it. */
const selfIssuingMs = 500;
/** A registered issuer takes its time: whoever does not wait moves the clock. */
export const orderMs = 5 * 60_000;

/** The creation of one version, kept until it is deleted or the next one begins. Times are epoch ms. */
export interface PendingCertificate {
  /** As the caller wrote it. */
  readonly name: string;
  /** 32 hex digits. */
  readonly requestId: string;
  readonly version: string;
  readonly csr: Buffer;
  readonly key: MadeKey;
  readonly policy: CertificatePolicy;
  readonly change: AttributeChange;
  readonly startedAt: number;
  readonly cancellationRequested: boolean;
  readonly status: 'inProgress' | 'completed' | 'cancelled' | 'failed';
}

/**
 * Ends the operations whose time has come. One without an issuer waits for a merge; what was deleted is forgotten. Issuers of the
 * provider `Test` issue, and all others fail, for nothing is ordered anywhere.
 */
export function settlePending(objects: VaultObjects, now: number): void {
  for (const [key, pending] of objects.pendingCertificates) {
    if (pending.status !== 'inProgress') continue;
    if (objects.certificates.find(key, now)?.lifecycle.kind !== 'live') objects.pendingCertificates.delete(key);
    else if (pending.cancellationRequested) objects.pendingCertificates.set(key, { ...pending, status: 'cancelled' });
    else if (now >= pending.startedAt + issuingMs(pending)) finish(objects, key, pending, now);
  }
}

function issuingMs({ policy }: PendingCertificate): number {
  if (policy.issuer.name === 'Self') return selfIssuingMs;
  return policy.issuer.name === 'Unknown' ? Number.POSITIVE_INFINITY : orderMs;
}

function finish(objects: VaultObjects, key: string, pending: PendingCertificate, now: number): void {
  const { policy, key: own } = pending;
  const issuer = String(policy.issuer.name);
  if (issuer === 'Self') issue(objects, key, pending, [selfSigned(policy, own.material, now)], now);
  else if (objects.issuers.get(issuer.toLowerCase())?.provider !== testProvider)
    objects.pendingCertificates.set(key, { ...pending, status: 'failed' });
  else issue(objects, key, pending, objects.testIssuer.issue(policy, own.material, now), now);
}

function issue(
  objects: VaultObjects,
  key: string,
  pending: PendingCertificate,
  chain: readonly [Buffer, ...(readonly Buffer[])],
  now: number,
): void {
  keepCertificate(objects, pending.name, { ...pending, chain, viaOperation: true }, now);
  objects.pendingCertificates.set(key, { ...pending, status: 'completed' });
}

/** The service has this provider too; the official clients test against it. */
const testProvider = 'Test';

const waiting = 'Pending certificate created. Please Perform Merge to complete the request.';
const working =
  'Pending certificate created. Certificate request is in progress. This may take some time based on the issuer provider. Please check again later.';

// The code is documented; the message is ours.
const notOrdered = {
  code: 'Certificate issuer error',
  message: `The embedded vault orders from nobody: issuers of the provider "${testProvider}" issue, others fail.`,
};

/** As the service writes it. */
export function shownPending(origin: string, pending: PendingCertificate): object {
  const { name, policy, status, cancellationRequested } = pending;
  return {
    id: `${origin}/certificates/${name}/pending`,
    issuer: policy.issuer,
    csr: pending.csr.toString('base64'),
    cancellation_requested: cancellationRequested,
    status,
    status_details: status === 'inProgress' ? (policy.issuer.name === 'Unknown' ? waiting : working) : undefined,
    error: status === 'failed' ? notOrdered : undefined,
    target: status === 'completed' ? `${origin}/certificates/${name}` : undefined,
    request_id: pending.requestId,
  };
}

/** Whether the certificate is for the key that the operation made. */
export function isForKey({ key }: Pick<PendingCertificate, 'key'>, cer: Buffer): boolean {
  return new X509Certificate(cer).checkPrivateKey(key.material);
}
