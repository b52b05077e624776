/** What a directive's value may be. `words` are the only ones allowed, `variable` lets `{{name}}` stand in their place. */
export type DirectiveValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly required: boolean }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly orVariable: boolean }
  | { readonly kind: 'duration' }
  | { readonly kind: 'switch' };

export interface DirectiveFacts {
  /** As it should be written. */
  readonly name: string;
  readonly value: DirectiveValue;
  /** May stand more than once in a request. */
  readonly repeatable: boolean;
  /** Flows in which it has an effect; null for all. */
  readonly onlyFlow: 'rest' | null;
  readonly summary: string;
}

const text = (required: boolean): DirectiveValue => ({ kind: 'text', required });
const words = (...allowed: readonly string[]): DirectiveValue => ({ kind: 'words', words: allowed, orVariable: false });
const fact = (name: string, value: DirectiveValue, summary: string, more: Partial<DirectiveFacts> = {}): DirectiveFacts => ({
  name,
  value,
  repeatable: false,
  onlyFlow: null,
  summary,
  ...more,
});

/** The directives that have an effect. */
export const directives: readonly DirectiveFacts[] = [
  fact('name', text(true), 'The name by which other requests and the command line refer to this one.'),
  fact('title', text(true), 'The title of the request.'),
  fact('description', text(false), 'A description for readers.', { repeatable: true }),
  fact('note', text(false), 'A note for readers.', { repeatable: true }),
  fact('vault', text(true), 'A configured vault: relative paths resolve against its URL, and its credential is used.'),
  fact('credential', text(true), "Another credential than the vault's."),
  fact('flow', words('sdk', 'rest', 'anonymous'), 'sdk: challenge first (default). rest: token first. anonymous: no token at all.'),
  fact('resource', text(true), 'The resource to ask the token endpoint for.', { onlyFlow: 'rest' }),
  fact('scope', text(true), 'The scope to ask the token endpoint for.', { onlyFlow: 'rest' }),
  fact('tenant', text(true), 'The tenant to ask for a token.', { onlyFlow: 'rest' }),
  fact('token-endpoint', words('v1', 'v2'), 'Which token endpoint is asked: v1 takes a resource, v2 a scope.'),
  fact(
    'token',
    { kind: 'words', words: ['fresh', 'cached', 'expired'], orVariable: true },
    'fresh: never the token cache. cached: only the token cache. {{variable}}: this very token. expired: an expired one (embedded vault only).',
  ),
  fact('challenge', words('fresh', 'cached'), 'fresh: forget the cached challenge first.'),
  fact('timeout', { kind: 'duration' }, 'How long the request may take: 500ms, 10s or 2m.'),
  fact('retry', words('none', 'sdk'), 'sdk: retry as the SDK does. none (default): the timeline says what an SDK would do.'),
  fact('follow-redirect', { kind: 'switch' }, 'Follow redirects inside the same origin.'),
  fact('no-redirect', { kind: 'none' }, 'Do not follow redirects (the default here).'),
  fact('no-cookie-jar', { kind: 'none' }, 'Use no cookies (there are none here).'),
  fact('no-log', { kind: 'none' }, 'Keep bodies and headers of this run out of every view and export.'),
  fact('prompt', text(true), 'Ask for a value: "# @prompt name question".', { repeatable: true }),
  fact('ref', text(true), 'Send the named request first if it has not been sent.', { repeatable: true }),
  fact('force-ref', text(true), 'Send the named request first.', { repeatable: true }),
  fact('disabled', text(false), 'This request is not sent.'),
  fact(
    'secret',
    text(false),
    'Ask for a value and hide what is typed: "# @secret name question". Without a name all prompts of this request hide it.',
    {
      repeatable: true,
    },
  ),
  fact('keep-comments', { kind: 'none' }, 'Send the lines of the body that look like comments.'),
];

/** Directives of other clients: known, without effect here; the text says what holds instead. */
export const foreignDirectives: ReadonlyMap<string, string> = new Map([
  ['import', 'Other files are not imported. Copy the request into this file.'],
  ['loop', 'Requests are not repeated here. Send it again instead.'],
  ['sleep', 'There is no waiting between requests here.'],
  ['proxy', 'The proxy is a setting: kvhttp.proxy.'],
  ['norejectunauthorized', 'Certificates are always checked. Trust the authority of your network in the system instead.'],
  ['nostricssl', 'Certificates are always checked.'],
  ['jwt', 'Tokens in answers are decoded by themselves.'],
  ['save', 'Write ">> file" below the request to save its answer.'],
  ['openwith', 'Answers open in the trace panel.'],
  ['extension', 'Answers open in the trace panel.'],
  ['ratelimit', 'There is no rate limit here.'],
  ['tag', 'Tags have no effect here.'],
  ['connectiontimeout', 'Use "# @timeout 10s".'],
  ['noautoencoding', 'Only characters that no URL may hold are encoded.'],
  ['noresponseview', 'The trace panel is always there.'],
  ['noclientcert', 'No client certificate is sent.'],
  ['noclearcookies', 'There are no cookies here.'],
  ['responseref', 'Use {{name.response.body.$.path}}.'],
  ['verbose', 'The timeline always shows every call.'],
  ['debug', 'The timeline always shows every call.'],
  ['grpcreflection', 'gRPC is not supported here.'],
  ['keepstreaming', 'Streaming is not supported here.'],
]);

/** `no-log`, `noLog` and `nolog` are one directive. */
export function directiveKey(name: string): string {
  return knownKeys.get(name) ?? keyOf(name);
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll('-', '').replaceAll('_', '');
}

const knownKeys: ReadonlyMap<string, string> = new Map(directives.map(({ name }) => [name, keyOf(name)]));
const byKey: ReadonlyMap<string, DirectiveFacts> = new Map(directives.map(facts => [keyOf(facts.name), facts]));

export function directiveFacts(key: string): DirectiveFacts | undefined {
  return byKey.get(key);
}
