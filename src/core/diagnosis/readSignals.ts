/** What an answer's text says, taken apart. */
export interface Signals {
  readonly codes: ReadonlySet<string>;
  readonly message: string;
}

const longestText = 256 * 1024;
const numbered = /\b(?:AKV\d{5}|AADSTS\d{4,8}|IDX\d{5}|S2S\d{5})\b/g;
/** Codes of the services and errno names that are words: taken from free text too. */
const words = new RegExp(
  `\\b(?:${[
    'ForbiddenBy(?:Rbac|Policy|Firewall|Connection)',
    'AccessDenied|AccessToKeyVaultDenied|OtherReasons|Authorization_RequestDenied|AuthorizationFailed|LinkedAuthorizationFailed',
    'DeniedWithNoValidRBAC|DeniedByDenyAssignment|SecretDisabled|KeyDisabled|CertificateDisabled|KeyOperationForbidden',
    '(?:Secret|Key|Certificate|CertificateIssuer|Contacts|PendingCertificate)NotFound|ObjectIsDeletedButRecoverable',
    'ObjectIsBeing(?:Recovered|Deleted|Purged)|(?:Key|Secret)(?:Expired|NotYetValid)|Throttled|VaultRequestTypeLimitReached',
    'BadParameter|InvalidApiVersionParameter|MissingApiVersionParameter|NoRegisteredProviderFound|TokenExpired|AggregatedAuthenticationFailure',
    'InvalidAuthenticationToken(?:Audience|Tenant)?|ExpiredAuthenticationToken|insufficient_claims|invalid_request|identity_not_found',
    'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_HAS_EXPIRED|CERTIFICATE_VERIFY_FAILED|ERR_TLS_CERT_ALTNAME_INVALID',
  ].join('|')})\\b`,
  'g',
);

/** Codes and message of an answer's body, a log line or a pasted error. JSON inside is read by its structure. */
export function readSignals(text: string): Signals {
  const cut = text.slice(0, longestText);
  const codes = new Set<string>();
  for (const match of cut.matchAll(numbered)) codes.add(match[0]);
  for (const match of cut.matchAll(words)) codes.add(match[0]);
  const json = parseObject(cut);
  if (json === undefined) return { codes, message: cut };
  const message = readErrorObject(json, codes);
  return { codes, message: message ?? cut };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return asObject(JSON.parse(text));
  } catch {
    // Cut off or no JSON: the words in it still count.
    return undefined;
  }
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;

/** Key Vault and ARM nest (`error.code`, `innererror`), Entra ID does not (`error`, `error_codes`, `error_description`). */
function readErrorObject(json: Readonly<Record<string, unknown>>, codes: Set<string>): string | undefined {
  const error = asObject(json['error']) ?? asObject(json['odata.error']);
  if (error !== undefined) {
    addInnerCodes(error, codes, 0);
    return textOf(error['message']) ?? textOf(asObject(error['message'])?.['value']);
  }
  addText(json['error'], codes);
  addText(json['suberror'], codes);
  addText(json['code'], codes);
  if (Array.isArray(json['error_codes'])) for (const code of json['error_codes']) if (typeof code === 'number') codes.add(`AADSTS${code}`);
  return textOf(json['error_description']) ?? textOf(json['message']) ?? textOf(json['Message']);
}

function addInnerCodes(error: Readonly<Record<string, unknown>>, codes: Set<string>, depth: number): void {
  addText(error['code'], codes);
  const inner = asObject(error['innererror']) ?? asObject(error['innerError']);
  if (inner !== undefined && depth < 8) addInnerCodes(inner, codes, depth + 1);
}

function addText(value: unknown, codes: Set<string>): void {
  if (typeof value === 'string' && value !== '') codes.add(value.slice(0, 128));
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
