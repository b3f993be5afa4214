import { join, resolve } from 'node:path'
import { type Built, build, hasToolchain } from './build.ts'
import { contentKey, defaultCacheDir, FileCache } from './cache.ts'
import { compilerVersion } from './clang.ts'
import type { Diagnostic } from './diagnostics.ts'
import { type CompiledFirmware, FIRMWARE_FORMAT, openFirmware } from './firmware-file.ts'
import { applicationFlags, linkFlags, runtimeFlags, WARNINGS_AS_ERRORS, WIRING_ROOT } from './flags.ts'
import { withLock } from './lock.ts'
import { FIRMWARE, TOOLCHAIN_FILES } from './plan.ts'
import { readProject } from './project.ts'
import { type InMemoryProject, treeInMemory, treeOnDisk } from './source-tree.ts'
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
  const flags = [...(options.extraFlags ?? []), ...(options.warningsAsErrors ? WARNINGS_AS_ERRORS : [])]
  const keyOf = (some: readonly string[]) =>
    contentKey([toolchain, project.layout, ...some, '', ...[...project.files].flat()])
  const key = keyOf(flags)
  const name = `firmware/${key}`

  const { signal, timeoutMs = DEFAULT_COMPILE_TIMEOUT_MS, onProgress } = options
  const limits = { signal, timeoutMs, ...(onProgress && { onProgress }) }
  const locked = <T>(what: string, work: () => Promise<T>) =>
    withLock(join(cacheDir, 'locks', what), { signal, limitMs: timeoutMs }, work)

  const compileUnlessThere = async () => {
    const there = await cache.read(name)
    if (there) return there
    const fresh = await build(project, flags, cache, toolchain, limits)
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
      FIRMWARE_FORMAT,
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
