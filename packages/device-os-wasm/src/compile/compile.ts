import { join, resolve } from 'node:path'
import { contentKey, defaultCacheDir, FileCache } from './cache.ts'
import { type CommandResult, compilerVersion, runClang } from './clang.ts'
import { type Diagnostic, parseDiagnostics } from './diagnostics.ts'
import { CompilerCrashedError, FirmwareCompileError } from './errors.ts'
import { type CompiledFirmware, openFirmware, sealFirmware } from './firmware-file.ts'
import { applicationFlags, linkFlags, runtimeFlags, WIRING_ROOT } from './flags.ts'
import { withLock } from './lock.ts'
import { FIRMWARE, firmwareSteps, jobFiles, type Step, TOOLCHAIN_FILES, toolchainSteps } from './plan.ts'
import { type Project, readProject } from './project.ts'
import { retainedOverflow } from './retained-limit.ts'
import { type InMemoryProject, treeInMemory, treeOnDisk } from './source-tree.ts'
import { translationUnits } from './translation-units.ts'
import { inTurn } from './turn-taking.ts'
import { wiringFiles } from './wiring.ts'

export interface CompileOptions {
  /** Default: {@link defaultCacheDir}. */
  readonly cacheDir?: string
  /** Warnings in the application's sources fail the compilation. Default: false. */
  readonly warningsAsErrors?: boolean
  /** Further flags for Clang, for the application's sources. Default: none. */
  readonly extraFlags?: readonly string[]
  readonly signal?: AbortSignal
  /** How long the compiler may run. Default: 120,000. */
  readonly timeoutMs?: number
  /** Told what is being done, for people to read. */
  onProgress?(step: string): void
}

export const DEFAULT_COMPILE_TIMEOUT_MS = 120_000

/** `-Wconversion`, not `-Wl,…`, `-Wa,…` or `-Wp,…`, which reach other tools. */
const WARNING_FLAG = /^-W(?!\w,)/

/**
 * Compiles a Particle project to WebAssembly. The same sources give the same bytes, and are compiled once:
 * results are kept in `cacheDir`. Needs about 500 MB for the seconds it takes, in a process of its own.
 *
 * @param source A folder, or the files themselves, in any of Particle's layouts; see {@link readProject}.
 * @throws FirmwareProjectError, FirmwareCompileError, CompileTimeoutError, CompilerCrashedError, or the
 *   signal's reason.
 */
export async function compile(
  source: string | InMemoryProject,
  options: CompileOptions = {},
): Promise<CompiledFirmware> {
  const started = performance.now()
  options.signal?.throwIfAborted()
  const tree = typeof source === 'string' ? treeOnDisk(resolve(source)) : treeInMemory(source)
  const project = await readProject(tree)
  const cacheDir = resolve(options.cacheDir ?? defaultCacheDir())
  const cache = new FileCache(cacheDir)
  const toolchain = await toolchainKey()
  const flags = [...(options.extraFlags ?? []), ...(options.warningsAsErrors ? ['-Werror'] : [])]
  const keyOf = (some: readonly string[]) =>
    contentKey([toolchain, project.layout, ...some, '', ...[...project.files].flat()])
  const key = keyOf(flags)
  const name = `firmware/${key}`

  const lockLimits = { signal: options.signal, limitMs: options.timeoutMs ?? DEFAULT_COMPILE_TIMEOUT_MS }
  const locked = <T>(what: string, work: () => Promise<T>) =>
    withLock(join(cacheDir, 'locks', what), lockLimits, work)

  const compileUnlessThere = async () => {
    const there = await cache.read(name)
    if (there) return there
    const fresh = await build(project, flags, cache, toolchain, options)
    await cache.write(name, encode(fresh))
    // Flags for warnings do not change the module; without a warning under them, there is none without them.
    const plain = flags.filter(flag => !WARNING_FLAG.test(flag))
    if (fresh.warnings.length === 0) await cache.write(`firmware/${keyOf(plain)}`, encode(fresh))
    return fresh
  }
  // One compiler at a time in this process, for its memory; the same thing once on this machine, for the time.
  const stored =
    (await cache.read(name)) ??
    (await inTurn(options.signal, () =>
      locked(key, async () =>
        (await hasToolchain(cache, toolchain)) ? compileUnlessThere() : locked(toolchain, compileUnlessThere),
      ),
    ))
  const { wasm, warnings } = stored instanceof Uint8Array ? decode(stored) : stored
  return {
    ...(await openFirmware(wasm, project.name)),
    warnings,
    cached: stored instanceof Uint8Array,
    elapsedMs: performance.now() - started,
  }
}

async function hasToolchain(cache: FileCache, toolchain: string): Promise<boolean> {
  const files = await Promise.all(TOOLCHAIN_FILES.map(file => cache.read(toolchainName(toolchain, file))))
  return files.every(file => file !== undefined)
}

function toolchainName(toolchain: string, file: string): string {
  return `toolchain/${toolchain}/${file.slice(WIRING_ROOT.length + 1)}`
}

interface Built {
  readonly wasm: Uint8Array
  readonly warnings: readonly Diagnostic[]
}

async function build(
  project: Project,
  flags: readonly string[],
  cache: FileCache,
  toolchain: string,
  options: CompileOptions,
): Promise<Built> {
  const units = translationUnits(project)
  const files = { ...jobFiles(project, units, await wiringFiles()) }
  const missing: Step[] = []
  for (const step of toolchainSteps()) {
    const file = await cache.read(toolchainName(toolchain, step.command.output))
    if (file) files[step.command.output] = file
    else missing.push(step)
  }
  const steps = [...missing, ...firmwareSteps(project, units, flags)]
  const tell = (index: number) => {
    const step = steps[index]
    if (step) options.onProgress?.(step.description)
  }
  tell(0)
  const results = await runClang(
    { files, commands: steps.map(step => step.command) },
    { signal: options.signal, timeoutMs: options.timeoutMs ?? DEFAULT_COMPILE_TIMEOUT_MS, onCommand: tell },
  )
  for (const [index, step] of missing.entries()) {
    const file = results[index]?.file
    if (file) await cache.write(toolchainName(toolchain, step.command.output), file)
  }
  return conclude(project, results, missing.length)
}

/** What the commands have come to. The first `own` of them compiled the wiring. */
function conclude(project: Project, results: readonly CommandResult[], own: number): Built {
  const diagnostics = results.flatMap(result => parseDiagnostics(result.output))
  const failed = results.findIndex(result => result.exitCode !== 0)
  const last = results.at(-1)
  if (failed >= own && diagnostics.some(one => one.severity === 'error')) {
    throw new FirmwareCompileError(project.name, diagnostics)
  }
  if (failed >= 0 || !last?.file) {
    const culprit = results[failed] ?? last
    throw new CompilerCrashedError({
      exitCode: culprit?.exitCode ?? null,
      signal: null,
      output: culprit?.output ?? '',
    })
  }
  const overflow = retainedOverflow(last.file)
  if (overflow) throw new FirmwareCompileError(project.name, [...diagnostics, overflow])
  const warnings = diagnostics.filter(one => one.severity === 'warning')
  return { wasm: sealFirmware(last.file), warnings }
}

let key: Promise<string> | undefined

/** Everything besides the project that decides over the result. */
function toolchainKey(): Promise<string> {
  key ??= Promise.all([compilerVersion(), wiringFiles()]).then(([version, wiring]) =>
    contentKey([
      version,
      ...applicationFlags('c++'),
      ...applicationFlags('c'),
      ...runtimeFlags(),
      ...linkFlags(),
      WIRING_ROOT,
      FIRMWARE,
      ...TOOLCHAIN_FILES,
      ...[...wiring].flat(),
    ]),
  )
  return key
}

/** In the cache: the length of the warnings, the warnings as JSON, the module. */
function encode(built: Built): Uint8Array {
  const warnings = Buffer.from(JSON.stringify(built.warnings))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(warnings.length)
  return Buffer.concat([length, warnings, built.wasm])
}

function decode(stored: Uint8Array): Built {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength)
  const end = 4 + bytes.readUInt32LE(0)
  // Guarded by the cache's checksum, so it is what encode() wrote.
  const warnings: Diagnostic[] = JSON.parse(bytes.subarray(4, end).toString())
  return { wasm: bytes.subarray(end), warnings }
}
