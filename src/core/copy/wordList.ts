/** The words of a command line. `$NAME` that a shell would fill in has become `{{$processEnv NAME}}`. `notes` says what is left of a shell. */
export type ShellWords =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly notes: readonly string[] }
  | { readonly kind: 'problem'; readonly message: string };

/** Where the command ends: a pipe, a redirect, the next command. `<name>` is a placeholder of a document. */
const behindWord = /^(?:[|;&](?=\s|$)|\|\||&&)/;
const inFrontOfWord = /^(?!<[^\s<>]*>)(?:[|;&]|\d?[<>])/;

/** Collects words for a reader that knows the quotes of its shell. */
export class WordList {
  readonly #words: string[] = [];
  readonly #notes = new Set<string>();
  #word: string | undefined;
  /** Text of the word that may go on: braces that stand in two pieces belong together. */
  #text = '';

  /** More of the word, as text: double braces in it open no variable. */
  addText(text: string): void {
    this.#word ??= '';
    this.#text += text;
  }

  /** More of the word: a variable that the shell would fill in. */
  addVariable(name: string): void {
    this.#word = `${this.#takeText()}{{$processEnv ${name}}}`;
  }

  endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#takeText());
    this.#word = undefined;
  }

  /** The word so far. */
  #takeText(): string {
    if (/\\\{\\\{|\\\}\\\}/.test(this.#text))
      this.note('In a request file "\\{\\{" means "{{" and "\\}\\}" means "}}": compare the places where the command has them.');
    const word = `${this.#word ?? ''}${escapeBraces(this.#text)}`;
    this.#text = '';
    return word;
  }

  /** Whether the command ends in front of this text. */
  endsBefore(rest: string): boolean {
    const end = (this.#word === undefined ? inFrontOfWord : behindWord).exec(rest)?.[0];
    if (end !== undefined) this.note(`What stands behind "${end}" is no part of the cURL command and was left out.`);
    return end !== undefined;
  }

  note(text: string): void {
    this.#notes.add(text);
  }

  result(): ShellWords {
    this.endWord();
    return { kind: 'words', words: this.#words, notes: [...this.#notes] };
  }
}

/** What a shell would work out by itself. */
export const shellWorkNote = 'A part that the shell would run or work out stands as text now: put its result there.';

export function unclosed(quote: string): ShellWords {
  return { kind: 'problem', message: `A quote (${quote}) is never closed. Copy the whole command.` };
}

/** An odd brace stands in front: behind `\{\{` it would open a variable with the second one. */
function escapeBraces(text: string): string {
  return text.replace(/\{{2,}/g, ({ length }) => `${length % 2 === 0 ? '' : '{'}${'\\{\\{'.repeat(length >> 1)}`);
}
