import type { Purpose } from '../model/trace.ts';

/** One sentence for somebody who has never heard of a bearer challenge. */
export const purposeMeaning = {
  challenge: 'Sent without a token on purpose: the 401 answer names the tenant and the resource to get a token for.',
  discovery: 'Asks the authority for its metadata before a token is requested.',
  token: 'Asks Microsoft Entra ID for an access token.',
  identity: 'Asks the managed-identity endpoint for an access token.',
  request: 'The request itself, with the access token.',
  retry: 'The same request once more, as an SDK would do.',
  redirect: 'Follows the address that the answer before named.',
} satisfies Record<Purpose, string>;
