import type { Secret } from '../core/model/secret.ts';
import { redactorOf, type TextRedactor } from '../core/token/redactText.ts';

/** Keeps the last redactor: warm runs have the same secrets one after the other, and to make one costs more than the rest of such a run. */
export class RedactorMemo {
  #last: { readonly values: readonly string[]; readonly redact: TextRedactor } | undefined;

  of(secrets: readonly Secret[]): TextRedactor {
    // Every run begins without secrets; that must not push out what the last one needed.
    if (secrets.length === 0) return redactorOf(secrets);
    const values = secrets.map(secret => secret.reveal());
    const last = this.#last;
    if (last !== undefined && last.values.length === values.length && last.values.every((value, index) => value === values[index]))
      return last.redact;
    const redact = redactorOf(secrets);
    this.#last = { values, redact };
    return redact;
  }

  clear(): void {
    this.#last = undefined;
  }
}
