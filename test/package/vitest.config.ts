import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Packs the tarball and installs it elsewhere: slow, and in need of the registry, so apart from `npm test`. */
export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  test: {
    include: ['test/package/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
