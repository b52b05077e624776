import type { BlockSyntax } from './syntax.ts';

/** `read-one` as httpYac writes it in a reference: `readOne`. */
export function camelCaseName(name: string): string {
  return name.replace(/[-\s]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether a request has its name by `@name`, and not by its title alone. */
export function isGivenName({ name, title }: Pick<BlockSyntax, 'name' | 'title'>): boolean {
  return name !== null && name.start !== title?.start;
}

/** Whether a reference or an option means the request of this name: as written, or its camel-case alias. */
export function nameMatches(name: string, wanted: string): boolean {
  return name === wanted || camelCaseName(name) === wanted;
}
