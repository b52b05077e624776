import type { JsonObject } from '../../../core/model/tokenFacts.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { queryValue } from '../../http/queryValue.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import { apiVersionOf } from '../apiVersion.ts';
import { type MadeKey, makeKey } from '../keys/makeKey.ts';
import { type AttributeChange, newAttributes, newVersionId, readAttributeChange } from '../objectAttributes.ts';
import { may } from '../objectKind.ts';
import { newest } from '../objectOperations.ts';
import type { Call, Operation } from '../operation.ts';
import { badParameter, invalidProperty, notJson, refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { type CertificatePolicy, isTexts, readPolicy } from './certificatePolicy.ts';
import { certificateKind } from './certificateVersion.ts';
import { keepCertificate } from './keepCertificate.ts';
import { requestFor } from './makeCertificate.ts';
import { isForKey, type PendingCertificate, shownPending } from './pendingCertificate.ts';
import { readCertificate } from './readCertificate.ts';
import { whyNoNewVersion } from './whyNoNewVersion.ts';

const path = 'certificates/{name}/pending';
const mayUpdate = may('certificates', 'update', 'update/action');

/** What can be done with the creation of a certificate while and after it runs. */
export const pendingOperations: readonly Operation[] = [
  { method: 'POST', path: `${path}/merge`, permission: may('certificates', 'create', 'create/action'), run: merge },
  { method: 'GET', path, permission: may('certificates', 'get', 'read'), run: getPending },
  { method: 'PATCH', path, permission: mayUpdate, run: cancel },
  { method: 'DELETE', path, permission: mayUpdate, run: deletePending },
];

/** 202 with the operation; the certificate follows, from the vault itself (`Self`) or by a merge. */
export async function createCertificate(call: Call, objects: VaultObjects): Promise<Answer> {
  const { name = '' } = call.params;
  const known = objects.certificates.find(name, call.now);
  const conflict = whyNoNewVersion(name, objects, call.now);
  if (conflict !== undefined) return conflict;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const before = known === undefined ? undefined : newest(known);
  const policy = readPolicy(body.policy, before?.policy, Math.floor(call.now / 1000));
  if (typeof policy === 'string') return badParameter(policy);
  // @unverified
  if (!isKnownIssuer(policy, objects)) return refuse(404, 'CertificateIssuerNotFound', 'Issuer not found');
  const change = readAttributeChange(body);
  if (typeof change === 'string') return badParameter(change);
  const key = await keyFor(name, policy, objects, call.now);
  if (typeof key === 'string') return badParameter(key);
  const pending = begin(name, policy, change, key, call.now);
  objects.pendingCertificates.set(name.toLowerCase(), pending);
  if (known === undefined) addPlaceholder(pending, objects, call.now);
  const version = apiVersionOf(call.query);
  const location = `${call.origin}/certificates/${name}/pending?api-version=${version}&request_id=${pending.requestId}`;
  return jsonAnswer(202, shownPending(call.origin, pending), [['Location', location]]);
}

function begin(name: string, policy: CertificatePolicy, change: AttributeChange, key: MadeKey, now: number): PendingCertificate {
  const csr = requestFor(policy, key.material);
  const ids = { requestId: newVersionId(), version: newVersionId() };
  return { name, ...ids, csr, key, policy, change, startedAt: now, cancellationRequested: false, status: 'inProgress' };
}

/** Recorded: a certificate whose first version is on its way is there already, disabled and without content. */
function addPlaceholder({ name, version, policy, change }: PendingCertificate, { certificates }: VaultObjects, now: number): void {
  const attributes = newAttributes({ ...change, enabled: false }, now);
  certificates.add(name, { version, cer: undefined, policy, viaOperation: true, ...attributes }, now);
}

/** The key of the newest version where the policy wants to keep it. */
async function keyFor(name: string, policy: CertificatePolicy, { keys }: VaultObjects, now: number): Promise<MadeKey | string> {
  const known = keys.find(name, now);
  if (policy.reuseKey && known?.lifecycle.kind === 'live') return newest(known);
  const { kty, keySize, curve } = policy;
  const family = kty.startsWith('EC') ? 'EC' : 'RSA';
  return makeKey({ kty, family }, keySize === undefined ? { crv: curve ?? '' } : { key_size: keySize });
}

const isKnownIssuer = ({ issuer }: CertificatePolicy, { issuers }: VaultObjects): boolean =>
  issuer.name === 'Self' || issuer.name === 'Unknown' || issuers.has(String(issuer.name).toLowerCase());

/** Documented: a `request_id` in the query must be that of the operation. */
function findPending({ params, query, now }: Call, { pendingCertificates, certificates }: VaultObjects): PendingCertificate | Answer {
  const { name = '' } = params;
  const pending = pendingCertificates.get(name.toLowerCase());
  const isMeant = (queryValue(query, 'request_id') ?? pending?.requestId) === pending?.requestId;
  if (pending !== undefined && isMeant && certificates.find(name, now)?.lifecycle.kind === 'live') return pending;
  // @unverified
  return refuse(404, 'PendingCertificateNotFound', `Pending certificate not found: ${name}`);
}

/** Recorded: a caller that accepts `application/pkcs10` alone is given the bare request. */
function getPending(call: Call, objects: VaultObjects): Answer {
  const pending = findPending(call, objects);
  if ('headers' in pending) return pending;
  if (!/^application\/pkcs10/i.test(call.accept)) return jsonAnswer(200, shownPending(call.origin, pending));
  return { status: 200, headers: [['Content-Type', 'application/pkcs10; charset=utf-8']], body: pending.csr.toString('base64') };
}

function cancel(call: Call, objects: VaultObjects): Answer {
  const pending = findPending(call, objects);
  if ('headers' in pending) return pending;
  // Reported; the documentation says 400.
  if (pending.status !== 'inProgress') return refuse(403, 'Forbidden', 'Pending status must be in progress to allow update.');
  const { cancellation_requested: cancellationRequested } = readJsonObject(call.body) ?? {};
  if (typeof cancellationRequested !== 'boolean') return invalidProperty('cancellation_requested');
  const changed = { ...pending, cancellationRequested };
  objects.pendingCertificates.set(pending.name.toLowerCase(), changed);
  return jsonAnswer(200, shownPending(call.origin, changed));
}

function deletePending(call: Call, objects: VaultObjects): Answer {
  const pending = findPending(call, objects);
  if ('headers' in pending) return pending;
  objects.pendingCertificates.delete(pending.name.toLowerCase());
  return jsonAnswer(200, shownPending(call.origin, pending));
}

function merge(call: Call, objects: VaultObjects): Answer {
  const pending = findPending(call, objects);
  if ('headers' in pending) return pending;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const refusal = whyNoMerge(pending);
  if (refusal !== undefined) return refusal;
  const chain = readChain(body);
  if (chain === undefined) return invalidProperty('x5c');
  if (!isForKey(pending, chain[0])) {
    // @unverified
    return badParameter(
      'The public key of the end-entity certificate in the specified X.509 certificate content does not match the public part of the specified private key. Please check if certificate is valid.',
    );
  }
  const change = readAttributeChange(body);
  if (typeof change === 'string') return badParameter(change);
  const issued = { ...pending, chain, change: { ...pending.change, ...change }, viaOperation: true };
  const certificate = keepCertificate(objects, pending.name, issued, call.now);
  objects.pendingCertificates.set(pending.name.toLowerCase(), { ...pending, status: 'completed' });
  return jsonAnswer(201, certificateKind.bundle(call, pending.name, certificate));
}

/** Documented, with its spelling: an order may be completed by hand only once the issuer has failed or was called off. */
function whyNoMerge({ status, policy }: PendingCertificate): Answer | undefined {
  // @unverified
  if (status === 'completed') return badParameter('The pending certificate is not in progress and cannot be merged.');
  if (status !== 'inProgress' || policy.issuer.name === 'Unknown') return undefined;
  return refuse(
    403,
    'Forbidden',
    `Merge is forbidden on pending object created with issuer : ${policy.issuer.name} while it is in progess.`,
  );
}

/** Known clients encode base64 once more; the service reads that too. */
const readTwice = (bytes: Buffer): Buffer | undefined =>
  readCertificate(bytes) ?? readCertificate(Buffer.from(bytes.toString('latin1'), 'base64'));

function readChain({ x5c }: JsonObject): readonly [Buffer, ...(readonly Buffer[])] | undefined {
  if (!isTexts(x5c)) return undefined;
  const read = x5c.map(text => readTwice(Buffer.from(text, 'base64')));
  const chain = read.filter(cer => cer !== undefined);
  const [leaf, ...others] = chain;
  return leaf === undefined || chain.length < read.length ? undefined : [leaf, ...others];
}
