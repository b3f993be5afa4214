/** The compiler's own process: it takes 500 MB, which only its end gives back. */
import { commands, type Exit, type Tree } from '@yowasp/clang'
import { type ClangCommand, type ClangJob, type ClangReply, WAITS } from './clang-protocol.ts'

const clang = commands['clang++']

/** Uses of the compiler what most programs use. */
const EXERCISE = `#include <functional>
static int sum;
void add(const std::function<int(int)>& amount) { for (int i = 0; i < 10; i++) { sum += amount(i); } }
void start() { add([](int i) { return i * sum; }); }
`

/** A process that waits for its first job has the engine compile the compiler meanwhile, by using it. */
let work = process.argv.includes(WAITS) ? exercise() : Promise.resolve()

process.on('message', (job: ClangJob) => {
  work = work.then(() => run(job))
})

// A parent that is gone has no use for the result.
process.once('disconnect', () => process.exit())

async function exercise(): Promise<void> {
  const tree: Tree = { 'exercise.cpp': EXERCISE }
  const args = [
    '--target=wasm32-wasip1',
    '-mexec-model=reactor',
    '-O2',
    'exercise.cpp',
    '-o',
    'exercise.wasm',
  ]
  await runCommand({ args, output: 'exercise.wasm', needsAll: false, wanted: false }, tree)
}

async function run(job: ClangJob): Promise<void> {
  let tree: Tree = {}
  for (const [path, content] of Object.entries(job.files)) put(tree, path, content)
  let failed = false
  for (const command of job.commands) {
    if (failed && command.needsAll) continue
    const result = await runCommand(command, tree)
    const file = result.exitCode === 0 ? take(result.tree, command.output) : undefined
    await send({
      type: 'command',
      job: job.id,
      exitCode: result.exitCode,
      output: result.output,
      file: command.wanted ? file : undefined,
    })
    failed ||= result.exitCode !== 0
    tree = result.tree
    if (file) put(tree, command.output, file)
  }
  await send({ type: 'done', job: job.id })
}

async function runCommand(command: ClangCommand, tree: Tree) {
  const decoder = new TextDecoder()
  let output = ''
  const collect = (bytes: Uint8Array | null) => {
    if (bytes) output += decoder.decode(bytes, { stream: true })
  }
  try {
    const result = await clang([...command.args], tree, {
      stdout: collect,
      stderr: collect,
      fetchProgress: () => {},
    })
    return { exitCode: 0, output, tree: { ...tree, ...result } }
  } catch (error) {
    if (!isExit(error)) throw error
    return { exitCode: error.code, output, tree }
  }
}

function isExit(error: unknown): error is Exit {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}

function put(tree: Tree, path: string, content: string | Uint8Array): void {
  const parts = path.split('/')
  const name = parts.pop() ?? path
  let folder = tree
  for (const part of parts) {
    const existing = folder[part]
    if (typeof existing === 'object' && !(existing instanceof Uint8Array)) {
      folder = existing
    } else {
      const made: Tree = {}
      folder[part] = made
      folder = made
    }
  }
  folder[name] = content
}

function take(tree: Tree, path: string): Uint8Array | undefined {
  let node: Tree | string | Uint8Array | undefined = tree
  for (const part of path.split('/')) {
    if (typeof node !== 'object' || node instanceof Uint8Array) return undefined
    node = node[part]
  }
  return node instanceof Uint8Array ? node : undefined
}

function send(reply: ClangReply): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(reply, undefined, undefined, error => (error ? reject(error) : resolve()))
  })
}
