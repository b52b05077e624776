import type { TextSpan } from '../model/textSpan.ts';

export type Severity = 'error' | 'warning' | 'hint';

/** Every problem that a `.kvhttp` text can have. An `error` blocks the send of its request; the others never do. */
export type ProblemCode =
  // Structure
  | 'indented-separator'
  | 'missing-separator'
  | 'name-in-separator'
  | 'duplicate-name'
  | 'unclosed-script'
  | 'unclosed-comment'
  | 'text-after-comment'
  | 'text-after-handler'
  | 'not-supported'
  // Request line and target
  | 'not-a-request-line'
  | 'unknown-method'
  | 'unsupported-protocol'
  | 'missing-target'
  | 'http-version'
  | 'fragment-not-sent'
  | 'space-in-target'
  | 'scheme-added'
  | 'invalid-url'
  | 'user-info-in-url'
  | 'plain-http'
  | 'relative-without-vault'
  | 'vault-host-differs'
  // Headers and body
  | 'header-without-colon'
  | 'header-name'
  | 'header-indented'
  | 'header-value'
  | 'header-trailing-comma'
  | 'duplicate-authorization'
  | 'file-unreadable'
  // Directives and assertions
  | 'unknown-directive'
  | 'directive-value'
  | 'directive-repeated'
  | 'directive-without-effect'
  | 'directive-spacing'
  | 'timeout-without-unit'
  | 'disabled'
  | 'unknown-vault'
  | 'unknown-request'
  | 'assertion'
  | 'assertion-not-supported'
  // Variables
  | 'definition'
  | 'duplicate-variable'
  | 'variable-defined-below'
  | 'quoted-value'
  | 'unset-variable'
  | 'unclosed-variable'
  | 'cyclic-variable'
  | 'dynamic-variable'
  | 'date-format'
  | 'timestamp-seconds'
  | 'xpath-reference'
  | 'control-character'
  | 'environment-variable'
  | 'reference-not-sent'
  | 'not-fetched'
  | 'prompt-dismissed'
  | 'expansion-too-large'
  // Explained before sending
  | 'resource-trailing-slash'
  | 'resource-vault-host'
  | 'resource-management'
  | 'resource-mismatch'
  | 'scope-form'
  | 'wrong-cloud'
  | 'api-version-missing'
  | 'api-version-unknown'
  | 'placeholder-host'
  | 'privatelink-host'
  | 'unknown-vault-host'
  | 'literal-token'
  | 'expired-token'
  | 'literal-secret'
  | 'body-not-expected'
  | 'body-in-other-clients'
  | 'timestamp-milliseconds'
  | 'aad-token'
  | 'authorization-shorthand'
  | 'unknown-credential';

/** Something to tell the author of a text. `message` names the remedy. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: TextSpan;
}

export function problemAt(code: ProblemCode, severity: Severity, message: string, { start, end }: TextSpan): Problem {
  return { code, severity, message, span: { start, end } };
}

/** One list for all that have none: most lines of most texts. */
export const noProblems: readonly Problem[] = [];
