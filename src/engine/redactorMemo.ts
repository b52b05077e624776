import type { Secret } from '../core/model/secret.ts';
import { redactorOf, type TextRedactor } from '../core/token/redactText.ts';
import { secretForms } from '../core/token/secretForms.ts';

/** A run has its credential's secret and a token or two; some runs may be under way at once. */
const mostForms = 16;
/** A cold run has a client secret, then a token beside it, then the value that the vault gave. */
const mostRedactors = 4;

/**
 * Keeps the last redactors, and the spellings of the last secrets: warm runs have the same secrets one after the other, a new token comes
 * beside a known client secret, and to find all spellings costs more than the rest of such a run.
 */
export class RedactorMemo {
  readonly #none = redactorOf([]);
  /** The one used last stands last. */
  readonly #forms = new Map<string, readonly string[]>();
  /** The one used last stands first. */
  #made: readonly { readonly values: readonly string[]; readonly redact: TextRedactor }[] = [];

  of(secrets: readonly Secret[]): TextRedactor {
    // Every run begins without secrets; that must not push out what the last one needed.
    if (secrets.length === 0) return this.#none;
    const values = secrets.map(secret => secret.reveal());
    const known = this.#made.find(
      one => one.values.length === values.length && one.values.every((value, index) => value === values[index]),
    );
    const used = known ?? { values, redact: redactorOf(secrets, value => this.#formsOf(value)) };
    if (used !== this.#made[0]) this.#made = [used, ...this.#made.filter(one => one !== used)].slice(0, mostRedactors);
    return used.redact;
  }

  clear(): void {
    this.#made = [];
    this.#forms.clear();
  }

  #formsOf(value: string): readonly string[] {
    const forms = this.#forms.get(value) ?? secretForms(value);
    this.#forms.delete(value);
    this.#forms.set(value, forms);
    for (const oldest of this.#forms.keys()) {
      if (this.#forms.size <= mostForms) break;
      this.#forms.delete(oldest);
    }
    return forms;
  }
}
