import type { CredentialDoors } from './credential.ts';
import type { ToolCall } from './machineDoors.ts';
import { type LinkResult, noteCredential, unavailable } from './tokenLink.ts';

/** One line for an error text of a tool that is known, or the pattern does not match. */
export interface KnownError {
  readonly pattern: RegExp;
  readonly message: string;
}

export interface Tool {
  /** Name for people: "Azure CLI". */
  readonly title: string;
  readonly credential: string;
  readonly call: ToolCall;
  readonly known: readonly KnownError[];
  /** The token in what the tool printed, or undefined. */
  read(stdout: string): { readonly token: string; readonly expiresAt: number | null } | undefined;
}

const longestText = 600;
/** What the SDKs let through to a command line: nothing in it can be read as an option or a command. */
const safeScope = /^[A-Za-z0-9][A-Za-z0-9_.:/-]*$/;
const safeTenant = /^[A-Za-z0-9][A-Za-z0-9.-]*$/;

/** undefined where scopes (or a resource) and tenant may stand on a command line. */
export function unsafeArgument(scopes: readonly string[], tenant: string | null): LinkResult | undefined {
  const scope = scopes.find(each => !safeScope.test(each));
  if (scope !== undefined) return unavailable(`the scope ${JSON.stringify(scope)} is not passed on to a program`);
  if (tenant !== null && !safeTenant.test(tenant)) return unavailable(`the tenant ${JSON.stringify(tenant)} is not passed on to a program`);
  return undefined;
}

/** Asks a developer tool for a token; how long it took and what it said stand in the timeline. */
export async function toolToken(tool: Tool, doors: CredentialDoors, signal: AbortSignal): Promise<LinkResult> {
  const since = doors.now();
  const result = await doors.machine.run(tool.call, signal);
  signal.throwIfAborted();
  const ms = doors.now() - since;
  const fail = (message: string): LinkResult => {
    noteCredential(doors, tool.credential, message, false, ms);
    return unavailable(message);
  };
  if (result.kind === 'not-found') return fail(`${tool.title} is not installed, or not on the PATH.`);
  if (result.kind === 'timed-out') return fail(`${tool.title} did not answer within ${tool.call.timeoutMs / 1000} s.`);
  const read = tool.read(result.stdout);
  if (read !== undefined && read.token !== '') {
    // First of all: from here on the token is known to whatever hides secrets.
    const token = doors.hide(read.token);
    noteCredential(doors, tool.credential, `${tool.title} gave a token`, true, ms);
    return { kind: 'token', token: { token, expiresAt: read.expiresAt, refreshAt: null } };
  }
  const said = result.stderr.trim();
  const known = tool.known.find(({ pattern }) => pattern.test(said));
  const text = said === '' ? `It ended with exit code ${result.exitCode} and said nothing.` : shorten(said);
  return fail(known === undefined ? `${tool.title} gave no token. ${text}` : `${known.message} ${tool.title} said: ${text}`);
}

/** The JSON object in a tool's output, which may have warnings around it. */
export function jsonIn(stdout: string): Readonly<Record<string, unknown>> | undefined {
  const start = stdout.indexOf('{');
  const end = stdout.lastIndexOf('}');
  if (start < 0 || end < start) return undefined;
  try {
    const value: unknown = JSON.parse(stdout.slice(start, end + 1));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Not the tool's JSON: the caller says that there was no token.
    return undefined;
  }
}

/** Colours and line ends out, length bounded. */
function shorten(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with one
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '').replace(/\s+/g, ' ');
  return plain.length > longestText ? `${plain.slice(0, longestText)}…` : plain;
}
