import { variableScopeOf } from '../../resolve/variableScope.ts';
import { decodeToken } from '../../token/decodeToken.ts';
import { findTokens, type TokenSpan } from '../../token/findTokens.ts';
import { type Block, type Definition, isRequestBlock, type KvDocument, type RequestBlock, spanInDocument } from '../syntax.ts';
import type { Advice, Fix } from './advice.ts';
import type { ExplainFacts } from './explainContext.ts';
import { getsOwnToken } from './getsOwnToken.ts';
import { isMeant } from './isMeant.ts';
import { requestPlace } from './requestPlace.ts';
import { requestsWith } from './requestsWith.ts';
import { askedName, askFixes, definitionAt, deleteWithHeaders, spareHeaderFix } from './secretFixes.ts';
import { type SecretPlace, secretPlaces } from './secretPlaces.ts';

/** So many tokens, and so many other secrets, are told of one block. */
const maxPlaces = 20;

/** Tokens and client secrets that stand in the text of a block: whoever gets the file can use them. */
export function literalSecrets(block: Block, document: KvDocument, facts: ExplainFacts): readonly Advice[] {
  const { text } = block.syntax;
  // What is sought has one of these in it; most blocks have none, and long files are looked at on each pause of typing.
  if (!/eyJ|Q~|secret|passw|pwd|key|token|assertion|connection|authorization|x-identity-header/i.test(text)) return [];
  const isSpare = (request: RequestBlock): boolean =>
    getsOwnToken(request, requestPlace(request, { scope: variableScopeOf(document), facts }, facts), facts.vaults);
  return [
    ...findTokens(text, { maxTokens: maxPlaces }).flatMap(token => tokenAdvice(block, token, document, facts.now, isSpare)),
    ...secretPlaces(block)
      .slice(0, maxPlaces)
      .map(place => secretAdvice(block, place, document, isSpare)),
  ].toSorted((a, b) => a.span.start - b.span.start);
}

/** The fixes change every request that a secret goes into: they are made when somebody asks for them. */
function advice(found: Omit<Advice, 'severity' | 'fixes'>, fixes: () => readonly Fix[]): Advice {
  return {
    ...found,
    severity: 'warning',
    get fixes() {
      return fixes();
    },
  };
}

/**
 * @param now epoch seconds: an expired token is of no use, and refused
 * @param isSpare whether a request gets its token by itself
 */
function tokenAdvice(
  block: Block,
  token: TokenSpan,
  document: KvDocument,
  now: number,
  isSpare: (request: RequestBlock) => boolean,
): readonly Advice[] {
  const { exp } = decodeToken(token.text, () => '', 'given').claims;
  const span = spanInDocument(block, token);
  const definition = definitionAt(block, token);
  const header = block.syntax.headers.find(
    ({ name, value }) => name.text.toLowerCase() === 'authorization' && value.start <= token.start && token.end <= value.end,
  );
  const canGo = header !== undefined && isRequestBlock(block) && isSpare(block);
  const fixes = () => [
    ...(canGo ? [spareHeaderFix(block, header)] : []),
    ...(definition === undefined ? [] : deleteWithHeaders(block, definition, document, isSpare)),
    ...askFixes(block, token, 'token', document),
  ];
  if (typeof exp === 'number' && exp < now) {
    return isExpiryMeant(block, definition, document) ? [] : [advice({ code: 'expired-token', message: expiredMessage(exp), span }, fixes)];
  }
  const message = canGo
    ? 'A token in a file is a credential for whoever gets the file. Delete the header: the request gets a token by itself.'
    : `A token in a file is a credential for whoever gets the file. Delete it, or ask for it with "# @secret ${askedName(block, token, 'token')}"; requests to a vault get theirs by themselves.`;
  return [advice({ code: 'literal-token', message, span }, fixes)];
}

function expiredMessage(exp: number): string {
  const since = new Date(exp * 1000);
  const when = Number.isNaN(since.getTime()) ? '' : ` on ${since.toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
  return `This token expired${when}: the vault would answer 401. Delete it; the request gets a fresh one by itself.`;
}

/** Whether every request that the token goes into is there to show what an expired one leads to. */
function isExpiryMeant(block: Block, definition: Definition | undefined, document: KvDocument): boolean {
  const own = isRequestBlock(block) ? [block] : [];
  const users = definition === undefined ? own : requestsWith(definition, document);
  return users.length > 0 && users.every(user => isMeant(user, 'expired-token', [401]));
}

function secretAdvice(block: Block, place: SecretPlace, document: KvDocument, isSpare: (request: RequestBlock) => boolean): Advice {
  const { where, name, header } = place;
  const canGo = header !== null && header.name.text.toLowerCase() === 'authorization' && isRequestBlock(block) && isSpare(block);
  const message = `A secret stands in ${where}: whoever gets the file has it. Ask for it with "# @secret ${askedName(block, place, name)}"; a client secret can also lie in the secret storage, with a credential of kind clientSecret.`;
  return advice({ code: 'literal-secret', message, span: spanInDocument(block, place) }, () => [
    ...(canGo ? [spareHeaderFix(block, header)] : []),
    ...askFixes(block, place, name, document),
  ]);
}
