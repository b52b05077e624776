/** Wrong usage or an input that cannot be read: ends the program with its message and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
