/** A regular expression as a tree. Sets answer for one UTF-16 code unit. */
export type PatternNode =
  | { readonly kind: 'set'; readonly has: (code: number) => boolean }
  | { readonly kind: 'start' | 'end' | 'boundary' | 'notBoundary' }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number };

/** What a pattern cannot be, in words. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

type Test = (code: number) => boolean;

const isDigit: Test = code => code >= 48 && code <= 57;
export const isWordCode: Test = code => isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: Test = code => /\s/.test(String.fromCharCode(code));
const isNotBreak: Test = code => code !== 10 && code !== 13 && code !== 0x2028 && code !== 0x2029;
const not =
  (test: Test): Test =>
  code =>
    !test(code);

const classEscapes: Readonly<Record<string, Test>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWordCode,
  W: not(isWordCode),
  s: isSpace,
  S: not(isSpace),
};
const controlEscapes: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 };

/**
 * Parses the regular part of JavaScript's patterns: characters, classes, groups, choices, quantifiers, `^ $ \b \B`.
 * Throws PatternError for anything else, such as look-around and back references, which no linear matcher can do.
 */
export function parsePattern(source: string): PatternNode {
  const parser = new PatternParser(source);
  return parser.parse();
}

class PatternParser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): PatternNode {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw new PatternError('a ")" closes nothing');
    return node;
  }

  #choice(): PatternNode {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return options.length === 1 && options[0] !== undefined ? options[0] : { kind: 'choice', options };
  }

  #sequence(): PatternNode {
    const items: PatternNode[] = [];
    for (let next = this.#peek(); next !== '' && next !== '|' && next !== ')'; next = this.#peek()) items.push(this.#repeated());
    return { kind: 'sequence', items };
  }

  #repeated(): PatternNode {
    const item = this.#atom();
    const range = this.#quantifier();
    if (range === undefined) return item;
    // A lazy quantifier finds the same texts.
    this.#take('?');
    if (this.#quantifier() !== undefined) throw new PatternError('two quantifiers stand in a row');
    return { kind: 'repeat', item, ...range };
  }

  #quantifier(): { readonly min: number; readonly max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { min: 0, max: 1 };
    const braces = /^\{(\d{1,4})(,(\d{1,4})?)?\}/.exec(this.#source.slice(this.#at, this.#at + 12));
    if (braces === null) return undefined;
    this.#at += braces[0].length;
    const min = Number(braces[1]);
    const max = braces[2] === undefined ? min : braces[3] === undefined ? Number.POSITIVE_INFINITY : Number(braces[3]);
    if (max < min) throw new PatternError('a quantifier counts backwards');
    return { min, max };
  }

  #atom(): PatternNode {
    const char = this.#next();
    switch (char) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'set', has: isNotBreak };
      case '(':
        return this.#group();
      case '[':
        return { kind: 'set', has: this.#class() };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new PatternError(`"${char}" repeats nothing`);
      default:
        return { kind: 'set', has: only(char) };
    }
  }

  #group(): PatternNode {
    if (this.#take('?') && !this.#take(':')) {
      const name = /^<[A-Za-z_]\w*>/.exec(this.#source.slice(this.#at, this.#at + 60));
      if (name === null) throw new PatternError('look-around and flags are not supported');
      this.#at += name[0].length;
    }
    const node = this.#choice();
    if (!this.#take(')')) throw new PatternError('a "(" is not closed');
    return node;
  }

  #escape(): PatternNode {
    const next = this.#peek();
    if (next === 'b' || next === 'B') {
      this.#at++;
      return { kind: next === 'b' ? 'boundary' : 'notBoundary' };
    }
    const escaped = this.#escaped();
    return { kind: 'set', has: typeof escaped === 'number' ? code => code === escaped : escaped };
  }

  /** What stands behind a backslash: one code unit, or a class. */
  #escaped(): number | Test {
    const char = this.#next();
    const group = classEscapes[char];
    if (group !== undefined) return group;
    const control = controlEscapes[char];
    if (control !== undefined) return control;
    const hex = char === 'x' ? /^[0-9A-Fa-f]{2}/ : char === 'u' ? /^[0-9A-Fa-f]{4}/ : undefined;
    const digits = hex?.exec(this.#source.slice(this.#at, this.#at + 4))?.[0];
    if (digits !== undefined) {
      this.#at += digits.length;
      return Number.parseInt(digits, 16);
    }
    if (char === '' || /[A-Za-z0-9]/.test(char)) throw new PatternError(`"\\${char}" is not supported`);
    return char.charCodeAt(0);
  }

  #class(): Test {
    const negated = this.#take('^');
    const tests: Test[] = [];
    while (!this.#take(']')) {
      if (this.#peek() === '') throw new PatternError('a "[" is not closed');
      const from = this.#classItem();
      const isRange = typeof from === 'number' && this.#peek() === '-' && !['', ']'].includes(this.#source[this.#at + 1] ?? '');
      if (!isRange) {
        tests.push(typeof from === 'number' ? code => code === from : from);
        continue;
      }
      this.#at++;
      const to = this.#classItem();
      if (typeof to !== 'number' || to < from) throw new PatternError('a range in "[ ]" counts backwards');
      tests.push(code => code >= from && code <= to);
    }
    const has: Test = code => tests.some(test => test(code));
    return negated ? not(has) : has;
  }

  #classItem(): number | Test {
    const char = this.#next();
    if (char !== '\\') return char.charCodeAt(0);
    return this.#take('b') ? 8 : this.#escaped();
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #next(): string {
    return this.#source[this.#at++] ?? '';
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }
}

function only(char: string): Test {
  const wanted = char.charCodeAt(0);
  return code => code === wanted;
}
