import { assertNever } from '../model/assertNever.ts';
import type { SignatureCheck } from '../model/tokenFacts.ts';
import type { Translate } from '../model/translate.ts';

/** The one sentence on a signature, the same wherever a token is shown. */
export function signatureText(check: SignatureCheck | undefined, t: Translate): string {
  if (check === undefined) return t('not verified: the issuer’s keys are not known here');
  switch (check.state) {
    case 'good':
      return check.kid === null
        ? t('verified: signed by a known key without an id ({0})', check.alg)
        : t('verified: signed by key {0} ({1})', check.kid, check.alg);
    case 'bad':
      return check.reason === 'changed'
        ? t('wrong: the text was changed after it was signed, or another key signed it')
        : t('wrong: signed in a way that no service accepts');
    case 'unknown':
      return {
        'no-key': t('not verified: the key that signed is not among those that are known here'),
        'several-keys': t('not verified: several of the known keys fit'),
        'too-long': t('not verified: the token is too long to be read'),
        unreadable: t('not verified: the token or the keys cannot be read'),
        'no-key-file': t('not verified: the file of the setting kvhttp.signingKeys is no set of keys that can be read'),
      }[check.reason];
    default:
      return assertNever(check);
  }
}
