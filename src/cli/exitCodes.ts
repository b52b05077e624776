/** Exit codes of every `kvhttp` command. */
export const exitCodes = {
  /** As it should be: assertions hold; without any, the last status is 2xx. */
  ok: 0,
  /** Not as it should be. */
  failed: 1,
  /** Wrong usage, or an input that cannot be read. */
  usage: 2,
  /** Nothing was sent, or the network failed. */
  notSent: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
