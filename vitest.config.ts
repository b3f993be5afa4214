import { defineConfig } from 'vitest/config'

/**
 * Vite adds `import` and `default` by itself. Named here they would reach Node as well, where a CommonJS
 * package's `require` would then be given ES modules.
 */
const conditions = ['@particle-setup/source', 'node']

/** One configuration for every room; each runs it with its own folder as root. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: '.results/vitest.json' },
    restoreMocks: true,
  },
})
