/** Names of the files in a folder that `$dotenv` looks into, the first one that sets the name first: REST Client has the same order. */
export function dotenvNames(environment: string | null): readonly string[] {
  // A name is a part of a path here: one with a slash would lead elsewhere.
  return environment !== null && /^[\w-][\w.-]*$/.test(environment) ? [`.env.${environment}`, '.env'] : ['.env'];
}
