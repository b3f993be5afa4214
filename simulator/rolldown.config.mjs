/**
 * One file of our own three hundred: reading them one by one is most of a simulator's start. What others
 * publish stays where npm puts it.
 */
export default {
  input: './src/index.ts',
  platform: 'node',
  external: /^[^./]/,
  output: { dir: 'dist', format: 'esm', sourcemap: true, chunkFileNames: '[name].js' },
}
