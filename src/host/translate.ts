/** `vscode.l10n.t` as a door, so that pure code can make sentences: `{0}`, `{1}` … are filled from the arguments. */
export type Translate = (message: string, ...args: readonly (string | number)[]) => string;

/** The door of the tests and of code without an editor: English, placeholders filled. */
export const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (hole, index: string) => String(args[Number(index)] ?? hole));
