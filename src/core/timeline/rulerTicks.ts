const steps = [1, 2, 2.5, 5, 10];

/** Marks of a time ruler: round numbers of ms from 0 on, at most four, none past `scale`. */
export function rulerTicks(scale: number): readonly number[] {
  if (!(scale > 0)) return [0];
  const rough = scale / 2.5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (steps.find(s => s * power >= rough) ?? 10);
  const ticks: number[] = [];
  for (let i = 0; i * step <= scale * 1.0001; i++) ticks.push(i * step);
  return ticks;
}
