/**
 * Runs after every installation. pnpm puts a shell script in front of the workspace's Node, and a signal for that
 * script never reaches Node: `particle-setup simulate & kill $!` would leave the simulator running. A link has
 * nothing in between.
 */
import { existsSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MODULES = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules')
const NODE = join('..', 'node', 'bin', 'node')
const link = join(MODULES, '.bin', 'node')

if (process.platform !== 'win32' && existsSync(join(dirname(link), NODE))) {
  rmSync(link, { force: true })
  symlinkSync(NODE, link)
}
