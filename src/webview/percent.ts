/** A share of a whole as CSS wants it. */
export function percent(value: number, whole: number): string {
  return `${((100 * value) / (whole || 1)).toFixed(3)}%`;
}
