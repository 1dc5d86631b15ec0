import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    // Most tests wait for a server or a process more than they calculate: on two cores one worker would leave one idle.
    maxWorkers: 2,
  },
});
