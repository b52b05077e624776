/** The doors of the command line to the terminal; tests hand in their own. */
export interface Terminal {
  /** Writes to standard output, as it is. */
  out(text: string): void;
  /** Writes to standard error, as it is. */
  err(text: string): void;
  /** Reads all of standard input as UTF-8. */
  readInput(): Promise<string>;
  /** Reads all of standard input as it is. */
  readInputBytes(): Promise<Uint8Array>;
  /** The lines of standard input as they come, until its end or the signal. */
  lines?(signal: AbortSignal): AsyncIterable<string>;
  /** Asks on the terminal; undefined where there is none to ask on. */
  ask(question: string, hidden: boolean): Promise<string | undefined>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether colours are wanted (a terminal, and NO_COLOR is not set: no-color.org). */
  readonly colour: boolean;
  readonly columns: number;
  /** Epoch milliseconds. */
  now(): number;
}
