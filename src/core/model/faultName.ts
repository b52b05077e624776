/** Faults that the embedded vault can put in place of an answer, with their ids in the reliability plan (N network, H HTTP, S service, P proxy, K token). */
export const faultNames = [
  // Network
  'reset',
  'reset-in-headers',
  'reset-in-body',
  'close',
  'close-in-headers',
  'close-in-body',
  'slow-first-byte',
  'header-drip',
  'stall',
  // HTTP
  'long-content-length',
  'short-content-length',
  'bad-chunk',
  'content-length-and-chunked',
  'duplicate-content-length',
  'unasked-100',
  'early-hints',
  'informational-flood',
  'switching-protocols',
  'no-content-with-body',
  'gzip-corrupt',
  'gzip-truncated',
  'gzip-mislabelled',
  'gzip-bomb',
  'endless-body',
  'many-headers',
  'long-header',
  'invalid-bytes',
  'odd-status',
  'redirect-loop',
  'redirect-elsewhere',
  'duplicate-challenge',
  'no-challenge',
  // Service
  'unavailable',
  'unavailable-for-a-day',
  'gateway-timeout',
  'html-not-found',
  // Proxy
  'portal-page',
  'portal-redirect',
  'proxy-authentication',
  'proxy-denies',
  // Token endpoint
  'token-not-json',
  'token-error-in-200',
  'token-opaque',
  'token-missing',
  'token-lifetime-negative',
] as const;
export type FaultName = (typeof faultNames)[number];

/** Where a fault strikes: calls to the vault, to the token endpoint, or both. */
export type FaultPlace = 'vault' | 'token' | 'everywhere';

export interface FaultSetting {
  readonly fault: FaultName;
  readonly place: FaultPlace;
}
