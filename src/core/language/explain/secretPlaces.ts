import type { TextSpan } from '../../model/textSpan.ts';
import { isSensitiveHeader } from '../../token/sensitiveNames.ts';
import { camelCaseName } from '../requestName.ts';
import type { Block, Definition, HeaderLine, Piece } from '../syntax.ts';
import { isPlaceholderText } from './placeholderText.ts';

/** A secret that stands as text in a block. The span counts from the block. */
export interface SecretPlace extends TextSpan {
  /** What holds it, in words. */
  readonly where: string;
  /** The variable that could take its place. */
  readonly name: string;
  /** The header that holds it and nothing else. */
  readonly header: HeaderLine | null;
}

/** Names of variables and fields whose value is a secret beyond doubt. `secret` alone is often a secret's name. */
const secretName = /client[-_]?secret|passw(?:or)?d|\bpwd\b|api[-_]?key|access[-_]?key|connection[-_]?string|client[-_]?assertion/i;
/** Names of what belongs to a secret and may be seen: files for Key Vault are full of names of secrets. */
const aboutSecret = /[-_]?(?:names?|ur[li]s?|ids?|types?|versions?|paths?|files?)$/i;
const plainUrl = /^https?:\/\/[^\s@?#]*$/i;
/** Secrets that Microsoft Entra ID issues to applications carry this mark in the fourth place. */
const entraSecret = /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g;
const formSecret = /(?:^|[?&\s])(client_secret|password|refresh_token|client_assertion)=([^&\s#]{6,})/gi;
const jsonSecret = /"(client_secret|clientSecret|password|pwd)"\s*:\s*"([^"\r\n]{6,})"/g;
const minLength = 6;

/** The secrets in the text of a block, but for tokens; each once. */
export function secretPlaces(block: Block): readonly SecretPlace[] {
  const { definitions, headers, requestLine, body } = block.syntax;
  const texts = (body?.parts ?? []).flatMap(part => (part.kind === 'text' ? [part] : []));
  const places = [
    ...definitions.flatMap(inDefinition),
    ...headers.flatMap(inHeader),
    ...[...(requestLine?.target ?? []), ...texts].flatMap(inText),
  ];
  const byStart = new Map(places.toReversed().map(place => [place.start, place]));
  return [...byStart.values()].toReversed();
}

function inDefinition({ name, value }: Definition): readonly SecretPlace[] {
  const where = `"@${name.text.slice(0, 60)}"`;
  const isNamed = secretName.test(name.text) && !aboutSecret.test(name.text) && !plainUrl.test(value.text) && isSecretText(value.text);
  if (isNamed) return [{ start: value.start, end: value.end, where, name: name.text, header: null }];
  return inText(value).map(place => ({ ...place, where }));
}

/** What is asked for behind a scheme. */
const variables: Readonly<Record<string, string>> = { bearer: 'token', basic: 'base64Credentials', sharedkey: 'signature' };

function inHeader(header: HeaderLine): readonly SecretPlace[] {
  const { name, value } = header;
  const key = name.text.toLowerCase();
  // A cookie may be one, or say which language the page has.
  if (!isSensitiveHeader(key) || key.endsWith('cookie')) return inText(value);
  const [scheme, secret] = key.endsWith('authorization') ? afterScheme(value.text) : ['', value.text];
  if (!isSecretText(secret) || /[\s{}]/.test(secret)) return [];
  const variable = variables[scheme] ?? camelCaseName(key);
  return [{ start: value.end - secret.length, end: value.end, where: `the ${name.text} header`, name: variable, header }];
}

/** The scheme in lower case and what follows it; nothing where that is too short for a credential, or a name and a password. */
function afterScheme(value: string): readonly [scheme: string, secret: string] {
  const [, scheme = '', secret = ''] = /^(Basic|Bearer|SharedKey)\s+([^\s{}]{12,})$/i.exec(value) ?? [];
  const key = scheme.toLowerCase();
  return key === 'basic' && secret.includes(':') ? ['', ''] : [key, secret];
}

function inText({ text, start }: Piece): readonly SecretPlace[] {
  const named = [...text.matchAll(formSecret), ...text.matchAll(jsonSecret)].flatMap(match => {
    const [whole, name = '', value = ''] = match;
    return isSecretText(value) ? [placeIn(start + match.index + whole.lastIndexOf(value), value, name)] : [];
  });
  return [...named, ...[...text.matchAll(entraSecret)].map(match => placeIn(start + match.index, match[0], 'client_secret'))];
}

function placeIn(start: number, value: string, name: string): SecretPlace {
  return { start, end: start + value.length, where: `"${name}"`, name, header: null };
}

/** Tokens are found by their form. */
function isSecretText(text: string): boolean {
  return text.length >= minLength && !isPlaceholderText(text) && !text.startsWith('eyJ');
}
