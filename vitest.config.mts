import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'flow', include: ['test/flow/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
