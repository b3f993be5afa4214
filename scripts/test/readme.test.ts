/**
 * Runs what the READMEs tell people to run. Shell blocks run as they stand; a note behind the language
 * says how:
 *
 * - `until-ready`: runs until a signal; is interrupted once it says that it is ready, and must end well
 * - `hardware`: needs a Photon or an account; runs with `--help`, which shows that the command is there
 *
 * TypeScript blocks run against a simulator that the environment points at. YAML blocks must be world files.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { readWorldFile } from '@particle-setup/simulator'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type CodeBlock, codeBlocks } from '../lib/code-blocks.ts'
import { ROOT } from '../lib/workspace.ts'

const BLOCK_TIMEOUT_MS = 240_000

/** A package's tests are a task of their own beside this one; the workspace's are what runs this. */
const RUNS_TESTS = /^npm (--prefix \S+ )?test\b.*\n/gm

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'particle-setup-readme-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const files = await Array.fromAsync(
  glob(['README.md', '{firmware,simulator,packages/*}/README.md'], { cwd: ROOT }),
)

describe.each(files.sort())('%s', file => {
  test('tells of nothing but files that are there', async () => {
    const text = await readFile(join(ROOT, file), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match => match[1] ?? '')
    for (const link of links) await readFile(join(ROOT, file, '..', link)).catch(ignoreFolder)
  })
})

const blocks = (
  await Promise.all(
    files.map(async file =>
      codeBlocks(await readFile(join(ROOT, file), 'utf8')).map(block => ({
        ...block,
        code: block.language === 'sh' ? block.code.replace(RUNS_TESTS, '') : block.code,
        directory: join(ROOT, dirname(file)),
        where: `${file}:${block.line}`,
      })),
    ),
  )
).flat()

/** A shell block, and the folder that its README is about. */
type ShellBlock = CodeBlock & { directory: string }

const shell = blocks.filter(block => block.language === 'sh')
const RUNNERS: Record<string, (block: ShellBlock) => Promise<void>> = {
  '': runToEnd,
  'until-ready': runUntilReady,
  hardware: runHelp,
}

test('every shell block says how it runs in a way that is known here', () => {
  expect(shell.filter(({ note }) => !(note in RUNNERS)).map(({ where }) => where)).toEqual([])
  expect(shell.length).toBeGreaterThan(5)
})

test('npm test is what CI runs', async () => {
  expect(await readFile(join(ROOT, '.ci', 'run'), 'utf8')).toContain('\nnpm test')
})

describe('a command of a README does what the README says', () => {
  test.each(shell.filter(({ code }) => code.trim() !== ''))(
    '$where $note',
    { timeout: BLOCK_TIMEOUT_MS },
    block => RUNNERS[block.note]?.(block),
  )
})

/** The examples of one README go on from each other. */
const examples = [
  ...Map.groupBy(
    blocks.filter(block => block.language === 'ts'),
    block => block.directory,
  ),
]

describe('the examples of a README run', () => {
  test.each(examples)('%s', { timeout: BLOCK_TIMEOUT_MS }, async (directory, parts) => {
    const code = parts.map(part => part.code).join('\n')
    const source = `readme-example-${relative(ROOT, directory).replace(/\W/g, '-') || 'root'}.ts`
    onTestFinished(() => rm(join(ROOT, source)))
    await writeFile(join(ROOT, source), code)
    const simulated = `npx particle-setup exec --speed 20 -- node ${source}`
    await finish(start(simulated, ROOT), code)
  })
})

test.each(blocks.filter(block => block.language === 'yaml'))('$where is a world', async block => {
  const world = join(folder, 'world.yaml')
  await writeFile(world, block.code)
  await readWorldFile(world)
})

/** A stranger's shell: npm, the workspace's commands by npx alone, a home of its own. */
function start(commands: string, cwd: string): ChildProcess & { said: () => string } {
  const { PATH = '', XDG_CACHE_HOME, HOME = '' } = process.env
  const bins = PATH.split(delimiter).filter(path => !path.startsWith(join(ROOT, 'node_modules')))
  const said: Buffer[] = []
  const child = spawn('sh', ['-e', '-c', commands], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: bins.join(delimiter),
      HOME: folder,
      PARTICLE_SETUP_REGISTRY: join(folder, 'customers.sqlite'),
      // What was compiled once need not be compiled again for a home that is new.
      XDG_CACHE_HOME: XDG_CACHE_HOME ?? join(HOME, '.cache'),
      npm_config_cache: join(HOME, '.npm'),
    },
    detached: true,
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => said.push(chunk))
  return Object.assign(child, { said: () => Buffer.concat(said).toString() })
}

async function finish(child: ReturnType<typeof start>, code: string): Promise<void> {
  const limit = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), BLOCK_TIMEOUT_MS - 10_000)
  const exitCode = await new Promise(resolve => child.on('close', resolve))
  clearTimeout(limit)
  expect(exitCode, `${code}\n${child.said()}`).toBe(0)
}

async function runToEnd(block: ShellBlock): Promise<void> {
  await finish(start(block.code, block.directory), block.code)
}

async function runHelp(block: ShellBlock): Promise<void> {
  await runToEnd({ ...block, code: helpOf(block.code) })
}

/** Each command of the block, asked for its help. */
function helpOf(code: string): string {
  return code
    .trim()
    .split('\n')
    .map(line => line.replace(/\s+#.*/, ''))
    .map(line => (line.includes(' -- ') ? `${line} --help` : `${line} -- --help`))
    .join('\n')
}

async function runUntilReady(block: ShellBlock): Promise<void> {
  // The ports that a person gets by default may be in use where this runs.
  const child = start(`${block.code.trimEnd()} --port 0\n`, block.directory)
  const ready = new Promise<void>(resolve => {
    child.stdout?.on('data', () => child.said().includes('Ctrl-C ends it.') && resolve())
  })
  await Promise.race([ready, new Promise(resolve => child.on('close', resolve))])
  if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGINT')
  await new Promise(resolve =>
    (child.exitCode ?? child.signalCode) === null ? child.on('close', resolve) : resolve(0),
  )
  // A shell may count itself as interrupted, too; what it ran says how it ended.
  expect(child.said()).toMatch(/\nstopping\n$/)
}

function ignoreFolder(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EISDIR') throw error
}
