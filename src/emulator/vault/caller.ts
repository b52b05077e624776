/** Who calls, as the service writes it into its refusals. */
export interface Caller {
  readonly clientId: string;
  readonly objectId: string;
  readonly issuer: string;
  /** The address that the vault saw. */
  readonly address: string;
}

export const callerText = ({ clientId, objectId, issuer }: Caller): string => `appid=${clientId};oid=${objectId};iss=${issuer}`;
