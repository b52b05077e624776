/** The part of `vscode.SecretStorage` that we use. */
export interface SecretStorageDoor {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  keys(): PromiseLike<string[]>;
}
