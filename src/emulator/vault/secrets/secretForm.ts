import type { Answer } from '../../http/answer.ts';
import { queryValue } from '../../http/queryValue.ts';
import { readPkcs12 } from '../../x509/readPkcs12.ts';
import { writePem } from '../../x509/writePem.ts';
import { isSince } from '../apiVersion.ts';
import { contentTypes } from '../certificates/certificatePolicy.ts';
import type { Call } from '../operation.ts';
import { badParameter } from '../refusals.ts';
import type { SecretVersion } from './secretVersion.ts';

/** Since this version a certificate's secret can be asked for in another form, and names the version before it. */
export const formsSince = '2025-06-01';

/** Documented: a PFX is given as PEM where `outContentType` asks for it, and nothing else is turned into something else. */
export function inAskedForm(secret: SecretVersion, { query }: Call): SecretVersion | Answer {
  const asked = isSince(query, formsSince) ? queryValue(query, 'outContentType') : null;
  if (asked === null || asked === secret.contentType) return secret;
  if (asked === contentTypes.pem && secret.contentType === contentTypes.pkcs12) {
    const { key, certificates } = readPkcs12(Buffer.from(secret.value, 'base64'), '');
    return { ...secret, value: writePem(key, certificates), contentType: contentTypes.pem };
  }
  // @unverified
  return badParameter(`The secret cannot be given as ${asked}; only application/x-pkcs12 can be given as application/x-pem-file.`);
}
