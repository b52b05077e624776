/** The request that `run #name` of JetBrains means; undefined for `run file` and `import file`. */
export function runName(line: string): string | undefined {
  return /^run\s+#\s*(\S.*?)\s*$/.exec(line)?.[1];
}
