import type { JsonObject, TokenFacts } from '../model/tokenFacts.ts';
import { decodeBase64Url } from './decodeBase64Url.ts';
import { inspectJson } from './inspectJson.ts';

/** Longer tokens are not decoded: no Key Vault token comes near, and decoding must stay cheap. */
export const maxTokenLength = 16 * 1024;
const maxDepth = 32;
const empty: JsonObject = {};

/**
 * Reads a token's header and claims and keeps nothing that makes it usable: the signature is checked for form only.
 * Never throws; what is wrong stands in `problems`. An encrypted token (five parts, RFC 7516) shows its header alone.
 */
export function decodeToken(text: string, fingerprint: (token: string) => string, source: TokenFacts['source']): TokenFacts {
  const token = text.trim().replace(/^(?:bearer|pop)\s+/i, '');
  const print = fingerprint(token);
  const problems: string[] = [];
  const facts = (header: JsonObject, claims: JsonObject): TokenFacts => ({ header, claims, fingerprint: print, problems, source });
  if (token.length > maxTokenLength) {
    problems.push(`The token has ${token.length} characters; more than ${maxTokenLength} are not decoded.`);
    return facts(empty, empty);
  }
  const parts = token.split('.', 7);
  if (parts.length !== 3 && parts.length !== 5) {
    problems.push('This is not a JSON Web Token (three parts with dots between): the token is opaque, nothing in it can be read.');
    return facts(empty, empty);
  }
  const header = readPart(parts[0] ?? '', 'header', problems);
  if (parts.length === 5) {
    problems.push('The token is encrypted (JWE): only its header can be read.');
    return facts(header, empty);
  }
  const claims = readPart(parts[1] ?? '', 'payload', problems);
  checkSignature(parts[2] ?? '', header, problems);
  return facts(header, claims);
}

function readPart(part: string, name: string, problems: string[]): JsonObject {
  const bytes = decodeBase64Url(part);
  if (bytes === undefined || part === '') {
    problems.push(`The ${name} is not base64url.`);
    return empty;
  }
  const text = readUtf8(bytes);
  if (text === undefined) {
    problems.push(`The ${name} is not UTF-8 text.`);
    return empty;
  }
  const shape = inspectJson(text);
  if (shape.depth > maxDepth) {
    problems.push(`The ${name} nests deeper than ${maxDepth} levels and is not read.`);
    return empty;
  }
  const value = parseObject(text);
  if (value === undefined) {
    problems.push(`The ${name} is not a JSON object.`);
    return empty;
  }
  for (const key of shape.duplicateKeys)
    problems.push(`"${key.slice(0, 64)}" stands twice in the ${name}; readers may disagree on which one counts.`);
  return value;
}

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: the caller says so.
    return undefined;
  }
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    // Not JSON: the caller says so.
    return undefined;
  }
}

function checkSignature(signature: string, header: JsonObject, problems: string[]): void {
  const algorithm = header.alg;
  if (typeof algorithm === 'string' && algorithm.toLowerCase() === 'none') problems.push('The token is unsigned (alg "none").');
  else if (algorithm !== undefined && !isUsualAlgorithm(algorithm))
    problems.push(`The algorithm ${JSON.stringify(algorithm).slice(0, 64)} is unusual: Entra ID signs with RS256.`);
  if (signature === '') problems.push('The signature is missing or was cut off.');
  else if (decodeBase64Url(signature) === undefined) problems.push('The signature is not base64url.');
}

const isUsualAlgorithm = (value: unknown): boolean => typeof value === 'string' && /^(?:RS|PS|ES)(?:256|384|512)$/.test(value);
