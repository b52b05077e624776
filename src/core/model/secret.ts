const inspectSymbol = Symbol.for('nodejs.util.inspect.custom');

/**
 * A value that must not be printed by accident: string conversion, JSON and `util.inspect` all answer `[secret]`.
 * Only `reveal()` gives the value; search for it to find every place that handles one.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspectSymbol](): string {
    return '[secret]';
  }
}
