import { createHash } from 'node:crypto';
import { queryValue } from '../../http/queryValue.ts';
import { type ObjectAttributes, shownAttributes } from '../objectAttributes.ts';
import type { ObjectKind } from '../objectKind.ts';
import { type CertificatePolicy, shownPolicy } from './certificatePolicy.ts';

/** One version of a certificate; its key and its secret have the same name and version. */
export interface CertificateVersion extends ObjectAttributes {
  readonly version: string;
  /** DER; undefined while the first version is still on its way. */
  readonly cer: Buffer | undefined;
  /** The same in all versions: a policy belongs to the name. */
  readonly policy: CertificatePolicy;
  /** Made by an operation that can be asked for, and not imported. */
  readonly viaOperation: boolean;
}

const thumbprint = (cer: Buffer): string => createHash('sha1').update(cer).digest('base64url');

export const certificateKind: ObjectKind<CertificateVersion> = {
  word: 'Certificate',
  collection: 'certificates',
  readAction: 'read',
  store: objects => objects.certificates,
  companions: objects => [objects.keys, objects.secrets],
  isListed: ({ cer }, query) => cer !== undefined || queryValue(query, 'includePending')?.toLowerCase() === 'true',
  bundle: (place, name, certificate) => ({
    id: `${place.origin}/certificates/${name}/${certificate.version}`,
    ...issuedParts(place.origin, name, certificate),
    attributes: shownAttributes(place, certificate),
    tags: certificate.tags,
    policy: shownPolicy(place.origin, name, certificate.policy),
    pending: certificate.viaOperation ? { id: `${place.origin}/certificates/${name}/pending` } : undefined,
  }),
  item: (place, path, certificate) => ({
    id: `${place.origin}/${path}`,
    x5t: certificate.cer && thumbprint(certificate.cer),
    attributes: shownAttributes(place, certificate),
    tags: certificate.tags,
  }),
};

function issuedParts(origin: string, name: string, { cer, version }: CertificateVersion): object {
  if (cer === undefined) return {};
  return {
    kid: `${origin}/keys/${name}/${version}`,
    sid: `${origin}/secrets/${name}/${version}`,
    x5t: thumbprint(cer),
    cer: cer.toString('base64'),
  };
}
