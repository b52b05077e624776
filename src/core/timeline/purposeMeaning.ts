import { assertNever } from '../model/assertNever.ts';
import type { Purpose } from '../model/trace.ts';
import type { Translate } from '../model/translate.ts';

/** One sentence for somebody who has never heard of a bearer challenge. */
export function purposeMeaning(purpose: Purpose, t: Translate): string {
  switch (purpose) {
    case 'challenge':
      return t('Sent without a token on purpose: the 401 answer names the tenant and the resource to get a token for.');
    case 'discovery':
      return t('Asks the authority for its metadata before a token is requested.');
    case 'token':
      return t('Asks Microsoft Entra ID for an access token.');
    case 'identity':
      return t('Asks the managed-identity endpoint for an access token.');
    case 'request':
      return t('The request itself, with the access token.');
    case 'retry':
      return t('The same request once more, as an SDK would do.');
    case 'redirect':
      return t('Follows the address that the answer before named.');
    default:
      return assertNever(purpose);
  }
}
