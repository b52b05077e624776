import { createHash } from 'node:crypto';
import { explainFinding } from '../../core/diagnosis/explainFinding.ts';
import type { JsonValue, SignatureCheck, TokenFacts } from '../../core/model/tokenFacts.ts';
import { decodeToken } from '../../core/token/decodeToken.ts';
import { judgeToken, type TokenJudgement } from '../../core/token/judgeToken.ts';
import { readJwks, verifySignature } from '../../core/token/verifySignature.ts';
import type { CliContext } from '../cliContext.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { findingLines } from '../output/findingLines.ts';
import { createPaint } from '../output/paint.ts';
import { findingJson } from '../output/runJson.ts';
import { tokenLines } from '../output/tokenLines.ts';
import { readArguments } from '../readArguments.ts';
import { readInputFile } from '../readInputFile.ts';
import { UsageError } from '../usageError.ts';

/** `kvhttp token`: decodes and judges one token from the argument or standard input. Nothing is sent. */
export async function tokenCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { vault: { type: 'string' }, jwks: { type: 'string' }, json: { type: 'boolean' } });
  const { terminal } = context;
  const text = await tokenText(positionals, context);
  const bare = decodeToken(text, fingerprint, 'given');
  if (Object.keys(bare.header).length === 0 && Object.keys(bare.claims).length === 0) {
    throw new UsageError(`this is no token that can be read: ${bare.problems.join('; ') || 'it has no header and no claims'}.`);
  }
  const facts: TokenFacts = values.jwks === undefined ? bare : { ...bare, signature: await checkedBy(text, values.jwks, terminal) };
  const judgement = judgeToken(facts, {
    now: Math.floor(terminal.now() / 1000),
    vaultUrl: readVault(values.vault),
    challenge: null,
    serverDate: null,
  });
  const findings = judgement.findings.map(explainFinding);
  if (values.json) {
    terminal.out(`${JSON.stringify({ ...tokenReport(facts, judgement), findings: findings.map(findingJson) }, null, 2)}\n`);
  } else {
    const paint = createPaint(terminal.colour);
    terminal.out([...tokenLines(facts, judgement, paint), ...findingLines(findings, paint), ''].join('\n'));
  }
  return judgement.verdict === 'refused' ? exitCodes.failed : exitCodes.ok;
}

function tokenReport(facts: TokenFacts, judgement: TokenJudgement): Record<string, unknown> {
  const claim = (name: string): JsonValue => facts.claims[name] ?? null;
  return {
    header: facts.header,
    claims: facts.claims,
    audience: claim('aud'),
    issuer: claim('iss'),
    tenant: claim('tid'),
    identity: judgement.identity,
    expiresAt: judgement.times.expiresAt,
    signature: judgement.signature,
    verdict: judgement.verdict,
    problems: facts.problems,
  };
}

async function checkedBy(token: string, file: string, terminal: CliContext['terminal']): Promise<SignatureCheck> {
  const keys = readJwks(await readInputFile(file, terminal));
  if (keys === undefined) throw new UsageError(`'${file}' is no set of keys (JWKS: {"keys":[…]}).`);
  return verifySignature(token, keys);
}

async function tokenText(positionals: readonly string[], { terminal }: CliContext): Promise<string> {
  const [argument, ...more] = positionals;
  if (more.length > 0) throw new UsageError('one token at a time.');
  const text = (argument === undefined || argument === '-' ? await terminal.readInput() : argument).trim().replace(/^Bearer\s+/i, '');
  if (text === '') throw new UsageError('no token was given: pass it as the argument, or on standard input.');
  return text;
}

function readVault(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!URL.canParse(text)) throw new UsageError(`--vault wants the URL of a vault, got '${text}'.`);
  return new URL(text).origin;
}

export function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 12);
}
