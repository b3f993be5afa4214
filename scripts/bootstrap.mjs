#!/usr/bin/env node
/**
 * Runs one of this workspace's TypeScript scripts on any machine with Node 20 or newer and npm:
 * installs the workspace with the pinned pnpm where that is not done yet, then hands over to the
 * pinned Node that the workspace brings along.
 *
 * Plain JavaScript without dependencies, because it runs before there are any. What it says goes to
 * standard error: standard output belongs to the script.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = 20
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const MODULES = join(ROOT, 'node_modules')
const PINNED_NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const STAMP = join(MODULES, '.particle-setup-installed')

const USAGE = `Usage: node scripts/bootstrap.mjs SCRIPT [ARGUMENT...]

Installs the workspace if needed, then runs SCRIPT with the workspace's own Node.

Examples:
  node scripts/bootstrap.mjs scripts/demo.ts --json
  node scripts/bootstrap.mjs scripts/test.ts`

async function main([script, ...rest]) {
  if (script === undefined || script === '--help') {
    console.log(USAGE)
    return script === undefined ? 1 : 0
  }
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE) {
    console.error(
      `particle-setup needs Node ${OLDEST_NODE} or newer to start; this is ${process.version}. ` +
        'Get one from https://nodejs.org and run the command again.',
    )
    return 1
  }
  const installMs = await install()
  if (installMs === undefined) return 1
  return await run(PINNED_NODE, ['--conditions=@particle-setup/source', script, ...rest], {
    ...process.env,
    PATH: [join(MODULES, '.bin'), process.env.PATH].join(delimiter),
    PARTICLE_SETUP_INSTALL_MS: String(installMs),
  })
}

/** Milliseconds it took, 0 when nothing had to be done, `undefined` when it failed. */
async function install() {
  const wanted = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    wanted.update(readFileSync(join(ROOT, file)))
  }
  const fingerprint = wanted.digest('hex')
  const done = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint
  if (done && existsSync(PINNED_NODE)) return 0

  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const startedAt = performance.now()
  console.error(`installing the workspace with ${packageManager} …`)
  const code = await run(
    process.platform === 'win32' ? 'npx.cmd' : 'npx',
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'],
    // CI keeps pnpm from asking anything.
    { ...process.env, CI: 'true' },
    // pnpm reports on standard output, which belongs to the script that follows.
    ['ignore', 2, 2],
  )
  if (code !== 0) {
    console.error(
      `${packageManager} could not install the workspace (exit code ${code}). ` +
        'Its message is above; if the npm registry was not reachable, try again once it is.',
    )
    return undefined
  }
  writeFileSync(STAMP, fingerprint)
  const ms = Math.round(performance.now() - startedAt)
  console.error(`installed in ${(ms / 1000).toFixed(1)} s`)
  return ms
}

function run(command, args, env, stdio = 'inherit') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio, shell: command.endsWith('.cmd') })
    const forward = signal => {
      // A terminal sends Ctrl-C to the child as well; twice would mean "at once" to it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

process.exitCode = await main(process.argv.slice(2))
