import { optionsOf, quietOptions, valuedOptions } from './curlOptions.ts';
import { EncodedVariables } from './encodedVariables.ts';

/** What a curl command asks for. Texts may hold `{{…}}` of shell variables. */
export interface CurlCommand {
  readonly method: string | null;
  readonly url: string;
  /** Parts of the query that stand in options of their own. */
  readonly query: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Lower-case names of the headers that curl is told not to send. */
  readonly removed: ReadonlySet<string>;
  /** Parts of the body, in order. */
  readonly data: readonly CurlData[];
  readonly options: ReadonlySet<CurlOption>;
  readonly maxTime: string | null;
  /** Lines that define variables of its texts. */
  readonly definitions: readonly string[];
  readonly notes: readonly string[];
}

export interface CurlData {
  readonly kind: 'text' | 'file';
  readonly text: string;
}

/** `form`, `json` and `multipart` say what kind of body curl would announce. */
export type CurlOption = 'get' | 'head' | 'location' | 'upload' | 'form' | 'json' | 'multipart';

/** Stands for a name and a password. What is asked for in its place goes into the header as it is: both in Base64. */
export const basicAuthorization = ['Authorization', 'Basic name:password'] as const;

/** Reads the words behind `curl`. */
export function readCurl(words: readonly string[]): CurlCommand {
  const reader = new CurlReader();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--next' || word === '-:') {
      reader.note('Only the request before "--next" is here.');
      break;
    }
    for (const { name, value } of optionsOf(word)) {
      const needsValue = valuedOptions.has(name) && value === undefined;
      reader.take(name, needsValue ? (words[++at] ?? '') : (value ?? ''));
    }
  }
  return reader.result();
}

class CurlReader {
  readonly #headers: (readonly [string, string])[] = [];
  readonly #removed = new Set<string>();
  readonly #query: string[] = [];
  readonly #data: CurlData[] = [];
  readonly #options = new Set<CurlOption>();
  readonly #notes: string[] = [];
  readonly #variables = new EncodedVariables();
  #method: string | null = null;
  #url = '';
  #maxTime: string | null = null;

  note(text: string): void {
    this.#notes.push(text);
  }

  take(name: string, value: string): void {
    switch (name) {
      case 'url':
        if (this.#url === '') this.#url = value;
        else this.note('The command has more than one URL: only the first is here.');
        return;
      case 'url-query':
        this.#query.push(value.startsWith('+') ? value.slice(1) : this.#urlEncoded(value));
        return;
      case 'request':
        this.#method = value;
        return;
      case 'header':
        this.#header(value);
        return;
      case 'data':
      case 'data-ascii':
        if (/^@[^-]/.test(value)) this.note(`curl takes the line breaks out of "${value.slice(1, 60)}": here the file is sent as it is.`);
        this.#body('form', value);
        return;
      case 'data-binary':
        this.#body('form', value);
        return;
      case 'data-raw':
        this.#options.add('form');
        this.#data.push({ kind: 'text', text: value });
        return;
      case 'data-urlencode':
        this.#encoded(value);
        return;
      case 'json':
        this.#body('json', value);
        return;
      case 'upload-file':
        this.#body('upload', `@${value}`);
        return;
      case 'form':
      case 'form-string':
        this.#options.add('multipart');
        this.note(`"--${name}" has no counterpart: write the parts of the body by hand.`);
        return;
      case 'user-agent':
      case 'referer':
      case 'cookie':
        this.#headers.push([name === 'user-agent' ? 'User-Agent' : name === 'referer' ? 'Referer' : 'Cookie', value]);
        return;
      case 'oauth2-bearer':
        this.#headers.push(['Authorization', `Bearer ${value}`]);
        return;
      case 'user':
        this.#headers.push(basicAuthorization);
        return;
      case 'max-time':
        this.#maxTime = value;
        return;
      case 'get':
      case 'head':
      case 'location':
        this.#options.add(name);
        return;
      case 'insecure':
        this.note('Certificates are always checked: "--insecure" was left out.');
        return;
      default:
        if (!quietOptions.has(name))
          this.note(`"${name.length === 1 ? '-' : '--'}${name.slice(0, 40)}" has no counterpart and was left out.`);
    }
  }

  #header(text: string): void {
    const colon = text.indexOf(':');
    const name = text.slice(0, colon).trim();
    const value = text.slice(colon + 1).trim();
    // curl: "Name;" is an empty header, "Name:" takes one of its own away.
    if (colon > 0 && value !== '') this.#headers.push([name, value]);
    else if (colon > 0) this.#removed.add(name.toLowerCase());
    else if (colon < 0 && text.endsWith(';')) this.#headers.push([text.slice(0, -1).trim(), '']);
    else if (text.startsWith('@')) this.note('The headers that stand in a file were left out.');
    else this.note(`"${text.split(/\s/, 1)[0]?.slice(0, 40)}" is no header and was left out.`);
  }

  #body(option: 'form' | 'json' | 'upload', value: string): void {
    this.#options.add(option);
    if (value === '@-' || value === '@.') this.note('There is no standard input here: the body was left out.');
    else if (value.startsWith('@')) this.#data.push({ kind: 'file', text: value.slice(1) });
    else this.#data.push({ kind: 'text', text: value });
  }

  #encoded(value: string): void {
    this.#options.add('form');
    if (/^[^=]*@/.test(value)) this.note(`"${value.slice(0, 60)}" is a file that curl would encode: it was left out.`);
    else this.#data.push({ kind: 'text', text: this.#urlEncoded(value) });
  }

  /** `name=text` encodes the text, `=text` and `text` all of it (curl's manual, --data-urlencode). */
  #urlEncoded(value: string): string {
    const equals = value.indexOf('=');
    const name = equals > 0 ? `${value.slice(0, equals)}=` : '';
    return name + this.#variables.encode(equals >= 0 ? value.slice(equals + 1) : value);
  }

  result(): CurlCommand {
    return {
      method: this.#method,
      url: this.#url,
      query: this.#query,
      headers: this.#headers,
      removed: this.#removed,
      data: this.#data,
      options: this.#options,
      maxTime: this.#maxTime,
      definitions: this.#variables.definitions(),
      notes: this.#notes,
    };
  }
}
