const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const;
export type Colour = keyof typeof codes;
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal (ECMA-48 SGR), or the text as it is where none are wanted. */
export function createPaint(enabled: boolean): Paint {
  return (colour, text) => (enabled ? `\u001b[${codes[colour][0]}m${text}\u001b[${codes[colour][1]}m` : text);
}

// C0 and C1 controls but tab and newline, line separators, and the bidirectional controls that reorder what is read.
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A server's text made harmless for a terminal: controls become `\u{…}`. */
export function printable(text: string): string {
  return text.replace(unsafe, char => `\\u{${char.charCodeAt(0).toString(16)}}`);
}
