/** What a curl command asks for. Texts may hold `{{…}}` of shell variables. */
export interface CurlCommand {
  readonly method: string | null;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Parts of `--data`, in order; a file is `@path`. */
  readonly data: readonly CurlData[];
  readonly options: ReadonlySet<CurlOption>;
  readonly maxTime: string | null;
  readonly notes: readonly string[];
}

export type CurlData = { readonly kind: 'text' | 'file' | 'json'; readonly text: string };
export type CurlOption = 'get' | 'head' | 'location' | 'upload';

/** Options that take a value. */
const valued: ReadonlySet<string> = new Set(
  'request header data data-raw data-binary data-ascii data-urlencode json user user-agent referer cookie url max-time connect-timeout output write-out form form-string upload-file proxy cacert cert key oauth2-bearer retry resolve connect-to cookie-jar range limit-rate interface dump-header ciphers tls-max'.split(
    ' ',
  ),
);
const shortNames: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  u: 'user',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  m: 'max-time',
  o: 'output',
  w: 'write-out',
  F: 'form',
  T: 'upload-file',
  x: 'proxy',
  E: 'cert',
  c: 'cookie-jar',
  r: 'range',
  D: 'dump-header',
  G: 'get',
  I: 'head',
  L: 'location',
  k: 'insecure',
};

/** Without an effect on what is sent, or done here anyway. */
const quiet: ReadonlySet<string> = new Set(
  'silent show-error verbose include fail compressed output write-out remote-name globoff http1.1 http2 tlsv1.2 tlsv1.3 no-progress-meter progress-bar location-trusted ipv4 ipv6 s S v i f O g # N 4 6 dump-header'.split(
    ' ',
  ),
);

/** Reads the words behind `curl`. */
export function readCurl(words: readonly string[]): CurlCommand {
  const reader = new CurlReader();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    for (const { name, value } of optionsOf(word)) {
      const needsValue = valued.has(name) && value === undefined;
      reader.take(name, needsValue ? (words[++at] ?? '') : (value ?? ''));
    }
  }
  return reader.result();
}

/** `--header x`, `--header=x`, `-H x`, `-Hx`, `-sSL`; a word without a dash is the URL. */
function optionsOf(word: string): readonly { readonly name: string; readonly value: string | undefined }[] {
  if (word === '-' || !word.startsWith('-')) return [{ name: 'url', value: word }];
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return [equals < 0 ? { name: word.slice(2), value: undefined } : { name: word.slice(2, equals), value: word.slice(equals + 1) }];
  }
  const options: { name: string; value: string | undefined }[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const name = shortNames[letter] ?? letter;
    const rest = word.slice(at + 1);
    const takesRest = valued.has(name) && rest !== '';
    options.push({ name, value: takesRest ? rest : undefined });
    if (takesRest) break;
  }
  return options;
}

class CurlReader {
  readonly #headers: (readonly [string, string])[] = [];
  readonly #data: CurlData[] = [];
  readonly #options = new Set<CurlOption>();
  readonly #notes: string[] = [];
  #method: string | null = null;
  #url = '';
  #maxTime: string | null = null;

  take(name: string, value: string): void {
    switch (name) {
      case 'url':
        if (this.#url === '') this.#url = value;
        else this.#notes.push('The command has more than one URL: only the first is here.');
        return;
      case 'request':
        this.#method = value;
        return;
      case 'header':
        this.#header(value);
        return;
      case 'data':
      case 'data-ascii':
      case 'data-binary':
        this.#data.push(value.startsWith('@') ? { kind: 'file', text: value.slice(1) } : { kind: 'text', text: value });
        return;
      case 'data-raw':
        this.#data.push({ kind: 'text', text: value });
        return;
      case 'data-urlencode':
        this.#data.push({ kind: 'text', text: urlEncoded(value) });
        return;
      case 'json':
        this.#data.push(value.startsWith('@') ? { kind: 'file', text: value.slice(1) } : { kind: 'json', text: value });
        this.#headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
        return;
      case 'upload-file':
        this.#options.add('upload');
        this.#data.push({ kind: 'file', text: value });
        return;
      case 'user-agent':
      case 'referer':
      case 'cookie':
        this.#headers.push([name === 'user-agent' ? 'User-Agent' : name === 'referer' ? 'Referer' : 'Cookie', value]);
        return;
      case 'oauth2-bearer':
        this.#headers.push(['Authorization', `Bearer ${value}`]);
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
        this.#notes.push('Certificates are always checked: "--insecure" was left out.');
        return;
      default:
        if (!quiet.has(name))
          this.#notes.push(`"${name.length === 1 ? '-' : '--'}${name.slice(0, 40)}" has no counterpart and was left out.`);
    }
  }

  #header(text: string): void {
    const colon = text.indexOf(':');
    // curl: "Name;" is an empty header, "Name:" takes one of its own away.
    if (colon < 0 && text.endsWith(';')) this.#headers.push([text.slice(0, -1).trim(), '']);
    else if (colon > 0 && text.slice(colon + 1).trim() !== '')
      this.#headers.push([text.slice(0, colon).trim(), text.slice(colon + 1).trim()]);
  }

  result(): CurlCommand {
    return {
      method: this.#method,
      url: this.#url,
      headers: this.#headers,
      data: this.#data,
      options: this.#options,
      maxTime: this.#maxTime,
      notes: this.#notes,
    };
  }
}

/** `name=text` encodes the text, `=text` and `text` all of it (curl's manual, --data-urlencode). */
function urlEncoded(value: string): string {
  const equals = value.indexOf('=');
  const name = equals > 0 ? `${value.slice(0, equals)}=` : '';
  const text = equals >= 0 ? value.slice(equals + 1) : value;
  return name + encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
}
