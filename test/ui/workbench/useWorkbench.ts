import { afterAll, afterEach, beforeAll } from 'vitest';
import { openWorkbench, type WorkbenchOptions } from './openWorkbench.ts';
import type { Workbench } from './workbench.ts';

/**
 * One editor for all tests of a file (or of a `describe`): opened before the first, closed after the last, with a picture of each failure in
 * `test-results/failures`.
 * @returns a door to it for the tests, which run after it was opened
 */
export function useWorkbench(options: WorkbenchOptions): () => Workbench {
  let workbench: Workbench | undefined;
  const opened = () => {
    if (workbench === undefined) throw new Error('the workbench is open only while tests run');
    return workbench;
  };
  beforeAll(async () => {
    workbench = await openWorkbench(options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.saveFailure(task.name);
  });
  afterAll(async () => {
    await workbench?.close();
  });
  return opened;
}
