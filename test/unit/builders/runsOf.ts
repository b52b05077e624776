/** How often a property is tried: as often as said, or times the environment variable KVHTTP_RUNS. */
export function runsOf(usual: number): number {
  const factor = Number(process.env.KVHTTP_RUNS ?? 1);
  return Number.isFinite(factor) && factor > 0 ? Math.ceil(usual * factor) : usual;
}
