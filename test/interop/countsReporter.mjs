// @ts-check

/**
 * Counts for our own report. A test that was skipped or is still to be written counts as one that failed.
 * @param {AsyncIterable<{ readonly type: string, readonly data: any }>} events
 */
export default async function* countsReporter(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    // A file is an entry of its own, above its tests.
    const isFile = data?.details?.type === 'suite' || (data?.nesting === 0 && String(data?.name).endsWith('.mjs'));
    if (type === 'test:fail' && !isFile) failed += 1;
    else if (type === 'test:fail' && isFile) failed += 1;
    else if (type === 'test:pass' && !isFile) {
      if (data.skip === undefined && data.todo === undefined) passed += 1;
      else failed += 1;
    }
  }
  yield JSON.stringify({ passed, failed });
}
