/** Names of the files that hold environments, in a folder; `.vscode/settings.json` may hold REST Client's. */
export const environmentFileNames = [
  '.vscode/settings.json',
  'rest-client.env.json',
  'http-client.env.json',
  'rest-client.private.env.json',
  'http-client.private.env.json',
  'http-client.env.json.user',
] as const;

/** A file as it was found. Of two with the same name the later one is the nearer one, and wins. */
export interface EnvironmentFile {
  readonly path: string;
  readonly text: string;
}

/** `provider: AzureKeyVault` of Visual Studio: a secret that is read when a request needs it. */
export interface VaultValue {
  readonly kind: 'vault';
  readonly vaultName: string;
  readonly secretName: string;
}

/** A `Security.Auth` entry of JetBrains with the client-credentials grant, read when a request needs its token. */
export interface ClientValue {
  readonly kind: 'client';
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string | null;
  /** Further fields of the form. */
  readonly more: Readonly<Record<string, string>>;
}

/** A value that one call must fetch. It is a secret always. */
export type FetchedValue = VaultValue | ClientValue;

/** Where a variable's value was found, and which others it hides. */
export interface VariableOrigin {
  readonly path: string;
  /** Environment in the file; `$shared` holds for all. */
  readonly environment: string;
  readonly shadows: readonly { readonly path: string; readonly environment: string }[];
}

/** The variables of one environment. */
export interface Environment {
  readonly name: string | null;
  readonly variables: Readonly<Record<string, string>>;
  /** By variable name, and as `$auth.token("id")` for a client. */
  readonly fetched: Readonly<Record<string, FetchedValue>>;
  readonly origins: Readonly<Record<string, VariableOrigin>>;
}

export interface EnvironmentProblem {
  readonly path: string;
  readonly message: string;
}

export const sharedEnvironment = '$shared';

/** The name under which the token of a `Security.Auth` entry is looked up. */
export function authVariable(id: string): string {
  return `$auth.token("${id}")`;
}
