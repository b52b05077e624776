/** Types of semantic tokens in the order of the legend; all are the editor's own, so every theme has colours for them. */
export const tokenTypes = [
  'keyword',
  'string',
  'property',
  'decorator',
  'variable',
  'function',
  'operator',
  'comment',
  'type',
  'namespace',
] as const;
export type TokenType = (typeof tokenTypes)[number];
