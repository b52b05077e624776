import { decodeToken } from '../../token/decodeToken.ts';
import { findTokens } from '../../token/findTokens.ts';
import { type Block, spanInDocument } from '../syntax.ts';
import { type Advice, replaceFix } from './advice.ts';

/** Names of variables and fields whose value is a secret beyond doubt. `secret` alone is often a secret's name. */
const secretName = /client[-_]?secret|passw(?:or)?d|\bpwd\b|api[-_]?key|access[-_]?key|connection[-_]?string|client[-_]?assertion/i;
/** Secrets that Microsoft Entra ID issues to applications carry this mark in the fourth place. */
const entraSecret = /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g;
const formSecret = /(?:^|[?&\s])(client_secret|password|refresh_token|client_assertion)=([^&\s]{6,})/gi;
const jsonSecret = /"(client_secret|clientSecret|password)"\s*:\s*"([^"\r\n]{6,})"/g;
/** The service's own word for what is to be typed by a person. */
const template = /\{\{|^<.*>$|^\*+$|^x+$|^(?:your|my|some|test|dummy|fake|sample|example|change)[-_ ]?/i;

/**
 * Tokens and client secrets that stand in the text of a block: whoever gets the file can use them.
 * @param now epoch seconds: an expired token is of no use, and refused
 */
export function literalSecrets(block: Block, now: number): readonly Advice[] {
  const { text } = block.syntax;
  // What is sought has one of these in it; most blocks have none, and long files are looked at on each pause of typing.
  if (!/eyJ|Q~|secret|passw|pwd|key|token|assertion|connection|authorization/i.test(text)) return [];
  return [...tokens(block, now), ...headerSecrets(block), ...definedSecrets(block), ...bodySecrets(block)].toSorted(
    (a, b) => a.span.start - b.span.start,
  );
}

function tokens(block: Block, now: number): readonly Advice[] {
  return findTokens(block.syntax.text, { maxTokens: 20 }).map(token => {
    const { exp } = decodeToken(token.text, () => '', 'given').claims;
    const span = spanInDocument(block, token);
    const fixes = [replaceFix('Replace the token by {{token}}', span, '{{token}}')];
    if (typeof exp === 'number' && exp < now) {
      const since = new Date(exp * 1000);
      const when = Number.isNaN(since.getTime()) ? '' : ` on ${since.toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
      const message = `This token expired${when}: the vault would answer 401. Delete it; the request gets a fresh one by itself.`;
      return { code: 'expired-token', severity: 'warning', message, span, fixes };
    }
    const message = 'A token in a file is a credential for whoever gets the file. Delete the header: the request gets a token by itself.';
    return { code: 'literal-token', severity: 'warning', message, span, fixes };
  });
}

function headerSecrets(block: Block): readonly Advice[] {
  return block.syntax.headers.flatMap(({ name, value }) => {
    const match = /^(Basic|Bearer|SharedKey)\s+([^\s{}]{12,})$/i.exec(value.text);
    if (name.text.toLowerCase() !== 'authorization' || match === null || value.text.includes('eyJ')) return [];
    const secret = match[2] ?? '';
    const at = { start: value.end - secret.length, end: value.end };
    return [literal(block, at, `the ${match[1]} header`, 'authorization')];
  });
}

function definedSecrets(block: Block): readonly Advice[] {
  return block.syntax.definitions.flatMap(({ name, value }) => {
    if (value.text.length < 6 || template.test(value.text) || value.text.startsWith('eyJ') || !secretName.test(name.text)) return [];
    return [literal(block, value, `"@${name.text.slice(0, 60)}"`, name.text)];
  });
}

function bodySecrets(block: Block): readonly Advice[] {
  const parts = (block.syntax.body?.parts ?? []).filter(part => part.kind === 'text');
  const places = parts.flatMap(part => [
    ...[...part.text.matchAll(formSecret), ...part.text.matchAll(jsonSecret)].flatMap(match => {
      const [whole, name = '', value = ''] = match;
      if (template.test(value) || value.startsWith('eyJ')) return [];
      const start = part.start + match.index + whole.lastIndexOf(value);
      return [{ start, end: start + value.length, name }];
    }),
    ...[...part.text.matchAll(entraSecret)].map(match => ({
      start: part.start + match.index,
      end: part.start + match.index + match[0].length,
      name: 'client_secret',
    })),
  ]);
  const first = places.filter((place, index) => places.findIndex(({ start }) => start === place.start) === index);
  return first.map(place => literal(block, place, `"${place.name}"`, place.name));
}

function literal(block: Block, at: { readonly start: number; readonly end: number }, where: string, name: string): Advice {
  const span = spanInDocument(block, at);
  const variable = name.replace(/[^\w-]/g, '');
  const message = `A secret stands in ${where}: whoever gets the file has it. Put it into the secret storage with a credential of kind clientSecret, or ask for it with "# @prompt ${variable}".`;
  return {
    code: 'literal-secret',
    severity: 'warning',
    message,
    span,
    fixes: [replaceFix(`Replace it by the variable "${variable}"`, span, `{{${variable}}}`)],
  };
}
