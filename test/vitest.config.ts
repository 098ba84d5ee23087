import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default defineConfig({
  root: here('.'),
  resolve: {
    // Tests exercise the sources; only the packed tarball goes through lib/.
    alias: [
      { find: /^cdk8s-nested$/, replacement: here('constructs/index.ts') },
      { find: /^cdk8s-nested\/synth$/, replacement: here('src/synth/index.ts') },
      { find: /^cdk8s-nested\/imports\/(.*)$/, replacement: `${here('imports/')}$1.ts` },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/programs/**', 'test/package/**', 'test/flux/**', 'test/network/**'],
    testTimeout: 30_000,
  },
});
