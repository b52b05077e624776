/** The columns of one of the two tables that hold a vault's audit rows. */
interface Table {
  readonly source: string;
  readonly status: string;
  readonly caller: string;
  readonly client: string;
  readonly uri: string;
  readonly anonymous: string;
}

const tables = {
  AZKVAuditLogs: {
    source: 'AZKVAuditLogs',
    status: 'HttpStatusCode',
    caller: 'CallerIpAddress',
    client: 'ClientInfo',
    uri: 'RequestUri',
    anonymous: 'isempty(tostring(Identity.claim))',
  },
  AzureDiagnostics: {
    source: 'AzureDiagnostics\n    | where ResourceProvider == "MICROSOFT.KEYVAULT" and Category == "AuditEvent"',
    status: 'toint(column_ifexists("httpStatusCode_d", real(null)))',
    caller: 'CallerIPAddress',
    client: 'column_ifexists("clientInfo_s", "")',
    uri: 'column_ifexists("requestUri_s", "")',
    anonymous:
      'isempty(strcat(column_ifexists("identity_claim_oid_g", ""), column_ifexists("identity_claim_appid_g", ""), column_ifexists("identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g", "")))',
  },
} satisfies Record<string, Table>;

export type AuditTable = keyof typeof tables;
export const auditTables = Object.keys(tables) as readonly AuditTable[];

/**
 * A query for the 401s that somebody must look at: those that neither a success nor a denial of the same caller follows. The usual filter
 * (`not(OperationName == "Authentication" and …== 401)`) hides them together with the handshakes.
 */
export function auditKql(table: AuditTable): string {
  const { source, status, caller, client, uri, anonymous } = tables[table];
  return `// Key Vault: 401s without an answer (${table}). A handshake is a 401 that the same caller's call with a token follows; it is left out.
let window = 60s;
let renewal = 1h;
let rows = materialize(${source}
    | extend Status = ${status}, Caller = ${caller}, Client = ${client},
        Uri = replace_regex(tolower(${uri}), @"/+(\\?|$)", @"\\1"), Anonymous = ${anonymous}
    | project TimeGenerated, _ResourceId, OperationName, Status, Caller, Client, Uri, Anonymous);
let challenges = rows
    | where Status == 401
    | extend IsHandshake = OperationName == "Authentication" and Anonymous
    | extend Row = hash_sha256(strcat(TimeGenerated, _ResourceId, Caller, Client, Uri));
let answers = rows | where OperationName != "Authentication" and Status != 401 and Status < 500;
let answered = challenges
    | where IsHandshake
    | join kind=inner (answers | project _ResourceId, Caller, Client, Uri, AnsweredAt = TimeGenerated) on _ResourceId, Caller, Client, Uri
    | where AnsweredAt between (TimeGenerated .. (TimeGenerated + window))
    | distinct Row;
let renewed = challenges
    | where IsHandshake
    | join kind=inner (answers | where Status < 400 | project _ResourceId, Caller, Client, LetInAt = TimeGenerated) on _ResourceId, Caller, Client
    | where LetInAt between ((TimeGenerated - renewal) .. (TimeGenerated + renewal))
    | distinct Row;
challenges
| where Row !in (answered) and Row !in (renewed)
| summarize Count = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by _ResourceId, Caller, Client, Uri, IsHandshake
| order by Count desc
`;
}
