import { defineConfig } from 'vitest/config'

const conditions = ['@particle-setup/source', 'node', 'import', 'module', 'default']

/** One configuration for every room; each runs it with its own folder as root. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: '.results/vitest.json' },
    restoreMocks: true,
  },
})
