import type { TextSpan } from '../../model/textSpan.ts';
import { encodeBase64 } from '../../token/encodeText.ts';
import type { HeaderLine } from '../syntax.ts';
import { type Advice, type Fix, replaceFix } from './advice.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';
import { getsOwnToken } from './getsOwnToken.ts';
import { offlineText } from './offlineText.ts';
import { isPlaceholderText } from './placeholderText.ts';
import { askFixes, deleteHeaderFix, spareHeaderFix } from './secretFixes.ts';

/** basic: encoded there. computed: made of the password or key for each call. flow: a token is got first. */
type Shorthand = 'basic' | 'computed' | 'flow';

/**
 * `Authorization: Basic name password` and its kin: REST Client and httpYac make another header of it, here it would be sent as it stands,
 * and the password with it.
 */
export const authorizationRule: ExplainRule = context =>
  context.block.syntax.headers.flatMap(header => {
    if (header.name.text.toLowerCase() !== 'authorization' || context.isMeant('unreadable-token')) return [];
    // A variable whose value is not known stands for one word.
    const written = header.value.text.replace(/\{\{[^{}\r\n]*\}\}/g, '{{}}');
    const shorthand = shorthandOf(offlineText(header.value.text, context.block, context) ?? written);
    return shorthand === undefined ? [] : [adviceOn(context, header, shorthand)];
  });

/** The forms that those clients look for, but for `oauth2 word`, which may be a token. */
function shorthandOf(value: string): Shorthand | undefined {
  const [, scheme = '', rest = ''] = /^([\w-]+)(?:\s+(\S.*))?$/.exec(value) ?? [];
  const isPair = /[\s:]/.test(rest);
  switch (scheme.toLowerCase()) {
    case 'basic':
      return isPair ? 'basic' : undefined;
    case 'digest':
      return isPair && !/\b(?:username|realm|nonce|response)\*?\s*=/i.test(rest) ? 'computed' : undefined;
    case 'aws':
    case 'cognito':
      // `AWS id:signature` is a header that is ready.
      return /\s/.test(rest) ? 'computed' : undefined;
    case 'openid':
      return 'flow';
    case 'oauth2':
      return /^(?:(?:client(?:_credentials)?|(?:authorization_)?code|device(?:_code)?|password|implicit|hybrid)(?:\s|$)|$)/i.test(rest)
        ? 'flow'
        : undefined;
    default:
      return undefined;
  }
}

/** For a request that gets its token by itself, and for every other one. */
const messages: Readonly<Record<Shorthand, readonly [own: string, other: string]>> = {
  basic: [
    'Other clients would encode this name and password; here the header is sent as it stands, and the answer would be 401. Delete it: the request gets a token by itself.',
    'Other clients would encode this name and password; here the header is sent as it stands, and the server would refuse it. Write "Basic" and the base64 of "name:password".',
  ],
  computed: [
    'Other clients would compute a header from this; here it is sent as it stands, with the password or key, and the answer would be 401. Delete it: the request gets a token by itself.',
    'Other clients would compute a header from this; here it is sent as it stands, with the password or key. Write the header that the server expects, or delete it.',
  ],
  flow: [
    'httpYac would get a token for this; here the header is sent as it stands, and the answer would be 401. Delete it: the request gets a token by itself.',
    'httpYac would get a token for this; here the header is sent as it stands, and the server would refuse it. Get the token with a request of its own, and write "Bearer" and the token.',
  ],
};

function adviceOn(context: ExplainContext, header: HeaderLine, shorthand: Shorthand): Advice {
  const { block, place, facts } = context;
  const isOwn = getsOwnToken(block, place, facts.vaults);
  const [own, other] = messages[shorthand];
  const spare = isOwn ? [spareHeaderFix(block, header)] : [];
  // A host that is not known yet may be any.
  const fixes = isOwn && place.kind !== 'unknown' ? spare : [...spare, ...fixesElsewhere(context, header, shorthand)];
  return {
    code: 'authorization-shorthand',
    severity: 'warning',
    message: isOwn ? own : other,
    span: context.span(header.value),
    fixes,
  };
}

function fixesElsewhere(context: ExplainContext, header: HeaderLine, shorthand: Shorthand): readonly Fix[] {
  const { block, document } = context;
  const { value } = header;
  const scheme = /^\S+\s+/.exec(value.text)?.[0] ?? '';
  switch (shorthand) {
    case 'basic': {
      const credentials = { start: value.start + scheme.length, end: value.end };
      const ask = scheme.includes('{{') ? [] : askFixes(block, credentials, 'base64Credentials', document);
      return [...encodeFixes(context, credentials, value.text.slice(scheme.length)), ...ask];
    }
    case 'computed':
      return [deleteHeaderFix(block, header)];
    case 'flow':
      return askFixes(block, value, 'token', document, 'Bearer ');
  }
}

/** What REST Client and httpYac would send; a name ends at the first space, where there is one. */
function encodeFixes(context: ExplainContext, at: TextSpan, written: string): readonly Fix[] {
  const pair = /^(\S+)\s+(\S.*)$/.exec(written);
  const [name, password] = pair === null ? written.split(/:(.*)/s) : [pair[1], pair[2]];
  if (name === undefined || password === undefined || isPlaceholderText(name) || isPlaceholderText(password)) return [];
  const base64 = encodeBase64(new TextEncoder().encode(`${name}:${password}`));
  return [replaceFix('Encode it', context.span(at), base64.padEnd(Math.ceil(base64.length / 4) * 4, '='))];
}
