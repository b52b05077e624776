/** Where the objects of an answer live. */
export interface VaultPlace {
  /** Base of the ids: the vault as the caller named it. */
  readonly origin: string;
  /** Whether what is deleted stays until its date. */
  readonly purgeProtection: boolean;
}
