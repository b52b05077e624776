/** A 401 that nothing answered: a client that gave up, or a probe. */
export interface UnansweredGroup {
  readonly vault: string;
  /** Address of the caller. */
  readonly caller: string;
  readonly client: string;
  readonly uri: string;
  readonly count: number;
  /** ISO times of the first and the last row. */
  readonly first: string;
  readonly last: string;
  /** The same caller has a token elsewhere in the log: then it is a client that gave up, not a stranger. */
  readonly seenAuthenticatedElsewhere: boolean;
}

export interface AuditCounts {
  readonly rows: number;
  readonly unauthorized: number;
  readonly unanswered: number;
  readonly forbidden: number;
}

/** What the 401s and 403s of an audit log are. */
export interface AuditReport {
  readonly rows: number;
  readonly unreadable: number;
  readonly unauthorized: {
    readonly total: number;
    readonly handshakeThenSuccess: number;
    readonly handshakeThenForbidden: number;
    readonly renewal: number;
    readonly unanswered: number;
  };
  readonly forbidden: { readonly total: number; readonly byCause: Readonly<Record<string, number>> };
  readonly unanswered: readonly UnansweredGroup[];
  readonly byVault: readonly ({ readonly vault: string } & AuditCounts)[];
  readonly byCaller: readonly ({ readonly caller: string } & AuditCounts)[];
  readonly byClient: readonly ({ readonly client: string } & AuditCounts)[];
}
