/** A process that compiles a project whenever it is told to; with `isReady`, it keeps a compiler's process ready. */
import { compile, keepCompilerReady } from '@particle-setup/device-os-wasm/compile'
import { endWhenReleased, tellParent } from '../../lib/child.ts'
import type { Compiled, CompileSetting } from './messages.ts'

endWhenReleased()
const { project, cacheDir, isReady }: CompileSetting = JSON.parse(process.argv[2] ?? '')
// Its process ends with this one.
if (isReady) keepCompilerReady()

process.on('message', () => {
  compileOnce().catch(error => {
    console.error(error)
    process.exit(1)
  })
})

async function compileOnce(): Promise<void> {
  const startedAt = performance.now()
  const { sha256, cached } = await compile(project, { cacheDir })
  const compiled: Compiled = { ms: performance.now() - startedAt, sha256, cached }
  tellParent({ ...compiled })
}
