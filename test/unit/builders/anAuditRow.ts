/** A record of a storage blob with every field; identity is filled unless the status is 401. */
export const anAuditRow = (
  part: {
    readonly at?: string;
    readonly operation?: string;
    readonly status?: number;
    readonly caller?: string;
    readonly client?: string;
    readonly uri?: string;
    readonly vault?: string;
    readonly description?: string;
    readonly identity?: object;
  } = {},
): Record<string, unknown> => {
  const status = part.status ?? 200;
  const vault = part.vault ?? 'KV-ONE';
  return {
    time: `2026-03-04T09:15:${part.at ?? '02.1000000'}Z`,
    category: 'AuditEvent',
    operationName: part.operation ?? (status === 401 ? 'Authentication' : 'SecretGet'),
    resultType: 'Success',
    resultSignature: status === 401 ? 'Unauthorized' : status === 403 ? 'Forbidden' : 'OK',
    ...(part.description === undefined ? {} : { resultDescription: part.description }),
    correlationId: '11111111-1111-4111-8111-111111111111',
    callerIpAddress: part.caller ?? '203.0.113.10',
    identity: part.identity ?? (status === 401 ? {} : { claim: { oid: 'o', appid: 'a' } }),
    properties: {
      clientInfo: part.client ?? 'azsdk-example/1.0',
      httpStatusCode: status,
      requestUri: part.uri ?? `https://${vault.toLowerCase()}.vault.azure.net/secrets/demo/?api-version=7.4`,
    },
    resourceId: `/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/${vault}`,
    operationVersion: '7.4',
    durationMs: '21',
  };
};

interface Bare {
  readonly time: string;
  readonly operationName: string;
  readonly resultSignature: string;
  readonly callerIpAddress: string;
  readonly resourceId: string;
  readonly properties: { readonly clientInfo: string; readonly httpStatusCode: number; readonly requestUri: string };
  readonly identity: { readonly claim?: { readonly oid: string; readonly appid: string } };
}

/** The same row as a query of `AzureDiagnostics` gives it. */
export const asDiagnostics = (row: Record<string, unknown>): Record<string, unknown> => {
  const bare = row as unknown as Bare;
  return {
    TimeGenerated: bare.time,
    ResourceProvider: 'MICROSOFT.KEYVAULT',
    Category: 'AuditEvent',
    OperationName: bare.operationName,
    ResultType: 'Success',
    ResultSignature: bare.resultSignature,
    CallerIPAddress: bare.callerIpAddress,
    _ResourceId: bare.resourceId.toLowerCase(),
    httpStatusCode_d: bare.properties.httpStatusCode,
    requestUri_s: bare.properties.requestUri,
    clientInfo_s: bare.properties.clientInfo,
    identity_claim_oid_g: bare.identity.claim?.oid ?? '',
    identity_claim_appid_g: bare.identity.claim?.appid ?? '',
  };
};

/** The same row as a query of `AZKVAuditLogs` gives it. */
export const asTableRow = (row: Record<string, unknown>): Record<string, unknown> => {
  const bare = row as unknown as Bare;
  return {
    TimeGenerated: bare.time,
    OperationName: bare.operationName,
    HttpStatusCode: bare.properties.httpStatusCode,
    ResultType: 'Success',
    ResultSignature: bare.resultSignature,
    RequestUri: bare.properties.requestUri,
    CallerIpAddress: bare.callerIpAddress,
    ClientInfo: bare.properties.clientInfo,
    Identity: JSON.stringify(bare.identity),
    _ResourceId: bare.resourceId.toLowerCase(),
    Type: 'AZKVAuditLogs',
  };
};
