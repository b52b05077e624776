/** A broken or hostile file; `name` says how it was made. */
export interface HostileFile {
  readonly name: string;
  readonly text: string;
}

/** Files as people really write them, one of each dialect. */
const wholeFiles: Readonly<Record<string, string>> = {
  kvhttp:
    '@secret = db\n\n### Read\n# @name read\n# @vault contoso\nGET /secrets/{{secret}}?api-version=7.6\nAccept: application/json\n?? calls == 401 token 200\n\n###\nGET /secrets/{{read.response.body.$.id}}\n',
  restClient:
    '@base = https://a.vault.azure.net\n\n# @name login\nPOST {{base}}/x HTTP/1.1\nContent-Type: application/json\nAuthorization: {{$aadToken}}\n\n{\n  "a": "{{$guid}}",\n  "b": {{$timestamp -1 d}}\n}\n\n###\n\nGET {{base}}/y\n    ?a={{login.response.body.$.token}}\n',
  httpyac:
    "### one\n# @ref two\n{{\n  exports.a = 1;\n}}\nPUT https://a.io/{{a}}\nA: b\n...common\n\n< ./file.json\n\n?? status == 200\n?? js response.x == 1\n{{\n  test('x', () => {});\n}}\n",
  jetBrains:
    'import ./a.http\nrun #x\n\n### r\n// @no-log\n< {%\n  request.variables.set("a", 1)\n%}\nPOST https://a.io/x\n    /y\n    ?z=1\nContent-Type: multipart/form-data; boundary=b\n\n--b\nContent-Disposition: form-data; name="f"\n\n< ./f\n--b--\n\n> {%\n  client.test("x", function() {});\n%}\n>> out.json\n<> prev.json\n',
  visualStudio:
    '@host=a.io\n@x={{host}}/y\n\nGET https://{{x}}/{{$randomInt 1 9}} HTTP/2\n\n###\n\n# @prompt p\nPOST https://{{x}}\n\n{{$processEnv P}}{{$dotenv Q}}\n',
};

/** What is put in, or in the place of something. */
const pieces: readonly string[] = [
  '\0',
  '\r',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\u202e',
  '{{',
  '}}',
  '{{{{',
  '\\{\\{',
  '###',
  '\n###',
  '> {%',
  '{{\n',
  '?? ',
  '\n?? body matches (a+)+$ ',
  '@a = {{a}}\n',
  '@__proto__ = x\n',
  '{{__proto__}}',
  '{{constructor.prototype}}',
  '{{$timestamp 9999999999999999999 y}}',
  `{{$datetime "${'Y'.repeat(200)}"}}`,
  '{{$randomInt 9 1}}',
  '{{$processEnv %%%}}',
  '# @ref read\n',
  '# @name read\n',
  '# @timeout -1\n',
  '# @flow {{x}}\n',
  `# @token eyJ${'a'.repeat(300)}\n`,
  '\nGET http://[::1',
  ' HTTP/9.9.9',
  ':',
  '\t',
  '<@utf-99 ./x',
  '< ../../../../etc/passwd',
  '\u{1f511}',
  'A'.repeat(5_000),
  '{{'.repeat(500),
  '\n'.repeat(500),
  '"'.repeat(99),
];

/** Files that come whole from elsewhere, or hold nothing of ours. */
const foreign: readonly HostileFile[] = [
  ['empty', ''],
  ['binary', String.fromCharCode(...Array.from({ length: 4_096 }, (_, i) => (i * 7_919) % 65_536))],
  ['zeros', '\0'.repeat(10_000)],
  ['HTML', '<!doctype html><html><body><h1>Sign in</h1></body></html>'],
  ['JSON', '{"log":{"entries":[{"request":{"url":"https://a.io"}}]}}'],
  ['one long line', `GET https://a.io/${'x'.repeat(200_000)}`],
  ['many requests', '###\nGET https://a.io\n'.repeat(1_000)],
  ['many separators', '###\n'.repeat(5_000)],
  ['many definitions', `${Array.from({ length: 3_000 }, (_, i) => `@v${i} = {{v${i + 1}}}\n`).join('')}GET https://a.io/{{v0}}`],
  [
    'doubling',
    `${Array.from({ length: 60 }, (_, i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}\n`).join('')}@v60 = x\nGET https://a.io/{{v0}}`,
  ],
  ['a circle', '@a = {{b}}\n@b = {{c}}\n@c = {{a}}\nGET https://a.io/{{a}}'],
  ['a circle of references', '# @name a\n# @ref b\nGET https://a.io\n###\n# @name b\n# @ref a\nGET https://b.io'],
].map(([name = '', text = '']) => ({ name, text }));

/** A number that looks random and is the same in every run. */
function scattered(seed: number): number {
  const mixed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

/** More than a thousand files: each whole one cut at many places, with each piece put in at several, and with parts taken out or doubled. */
export function hostileFiles(): readonly HostileFile[] {
  const files: HostileFile[] = [...foreign];
  for (const [dialect, text] of Object.entries(wholeFiles)) {
    const add = (how: string, broken: string) => files.push({ name: `${dialect}: ${how}`, text: broken });
    for (let at = 1; at < text.length; at += 9) add(`cut at ${at}`, text.slice(0, at));
    pieces.forEach((piece, index) => {
      for (let turn = 0; turn < 4; turn++) {
        const at = scattered(index * 31 + turn * 7 + text.length) % text.length;
        add(`${JSON.stringify(piece.slice(0, 20))} at ${at}`, text.slice(0, at) + piece + text.slice(at));
      }
    });
    for (let turn = 0; turn < 30; turn++) {
      const at = scattered(turn * 101) % text.length;
      const length = (scattered(turn * 211) % 40) + 1;
      add(`without ${at} to ${at + length}`, text.slice(0, at) + text.slice(at + length));
      add(`${at} to ${at + length} twice`, text.slice(0, at + length) + text.slice(at));
    }
    add('backwards', [...text].reverse().join(''));
    add('lone CR', text.replaceAll('\n', '\r'));
    add('no line breaks', text.replaceAll('\n', ' '));
  }
  return files;
}
