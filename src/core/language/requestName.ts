/** `read-one` as httpYac writes it in a reference: `readOne`. */
export function camelCaseName(name: string): string {
  return name.replace(/[-\s]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether a reference or an option means the request of this name: as written, or its camel-case alias. */
export function nameMatches(name: string, wanted: string): boolean {
  return name === wanted || camelCaseName(name) === wanted;
}
