import { createRequire } from 'node:module';
import type { Language, LanguageBundle, LanguageParts } from './language.ts';

/** Loads the bundle with the parser when somebody first needs it, and keeps it until the window closes. */
export class LanguageHolder {
  readonly #bundle: string;
  readonly #parts: () => LanguageParts;
  #language: Language | undefined;

  /** @param bundle absolute path of `language.js` */
  constructor(bundle: string, parts: () => LanguageParts) {
    this.#bundle = bundle;
    this.#parts = parts;
  }

  get(): Language {
    this.#language ??= this.#load().createLanguage(this.#parts());
    return this.#language;
  }

  #load(): LanguageBundle {
    // As a child of that very file: the editor gives `vscode` to modules by the place of the one that asks.
    return createRequire(this.#bundle)(this.#bundle) as LanguageBundle;
  }

  dispose(): void {
    this.#language?.dispose();
    this.#language = undefined;
  }
}
