/**
 * One file instead of our three hundred and zod's hundred: reading them one by one is most of a simulator's
 * start. Everything else that others publish stays where npm puts it.
 */
export default {
  input: './src/index.ts',
  platform: 'node',
  external: id => /^[^./]/.test(id) && !/^(zod|@particle-setup\/protocol)(\/|$)/.test(id),
  output: { dir: 'dist', format: 'esm', sourcemap: true, chunkFileNames: '[name].js' },
}
