import * as vscode from 'vscode';

/** What may be written to the log; every text is one line and redacted (`logLines`, `oneLine`). */
export type Log = Pick<vscode.LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;

/** The log channel of the output panel, made with its first line: the editor makes a file for it, and activation makes none. */
export class LazyLog implements Log, vscode.Disposable {
  readonly #name: string;
  #channel: vscode.LogOutputChannel | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  trace(text: string): void {
    this.#open().trace(text);
  }

  debug(text: string): void {
    this.#open().debug(text);
  }

  info(text: string): void {
    this.#open().info(text);
  }

  warn(text: string): void {
    this.#open().warn(text);
  }

  error(text: string | Error): void {
    this.#open().error(text);
  }

  dispose(): void {
    this.#channel?.dispose();
  }

  #open(): vscode.LogOutputChannel {
    this.#channel ??= vscode.window.createOutputChannel(this.#name, { log: true });
    return this.#channel;
  }
}
