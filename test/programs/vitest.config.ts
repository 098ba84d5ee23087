import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that need real programs: `npx vitest run --config test/programs/vitest.config.ts`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/programs/**/*.test.ts'],
    testTimeout: 60_000,
    // Network namespaces and devices are shared by the whole machine.
    fileParallelism: false,
  },
});
