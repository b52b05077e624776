import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'flow', include: ['test/flow/**/*.test.ts', 'test/conformance/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'panel', include: ['test/ui/panel/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 } },
      // A browser, a server and an editor on a busy machine: what fails once is tried once more, and the report says so.
      { test: { name: 'workbench', include: ['test/ui/workbench/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000, retry: 1 } },
    ],
  },
});
