import {
  type CompiledFirmware,
  CompilerCrashedError,
  CompileTimeoutError,
  compile,
  type Diagnostic,
  FirmwareCompileError,
  FirmwareProjectError,
  formatDiagnostics,
} from '@particle-setup/device-os-wasm/compile'
import type { Clock } from '../../world/clock.ts'
import { ApiError } from '../http/errors.ts'
import { type LibrarySource, MissingLibraryError, withDependencies } from './dependencies.ts'
import { PLATFORM, targetFor } from './targets.ts'
import type { SourceFiles } from './upload.ts'

/** Compilations that may be under way, all but one of them waiting: the compiler takes 500 MB. */
const MAX_COMPILATIONS = 8

/** With nobody else compiling, the largest project takes seconds. */
const COMPILE_LIMIT_MS = 60_000

export interface CompileRequest {
  readonly files: SourceFiles
  /** Whose it is: libraries of their own count. */
  readonly ownerId: string
  readonly libraries: LibrarySource
  /** Default: a Photon's. */
  readonly platformId?: number | undefined
  readonly targetVersion?: string | undefined
}

export type Compilation =
  | { readonly ok: true; readonly firmware: CompiledFirmware; readonly targetVersion: string }
  /** For people to read: what the compiler says, or why it was not asked. */
  | { readonly ok: false; readonly text: string }

/** Compiles what clients send, as Particle's compile service does. */
export class Compiler {
  private readonly clock: Clock
  private readonly onFailure: (error: unknown) => void
  private underWay = 0

  constructor(clock: Clock, onFailure: (error: unknown) => void) {
    this.clock = clock
    this.onFailure = onFailure
  }

  /**
   * Never rejects for what is wrong with the sources.
   *
   * @throws ApiError 503 when too many others wait, or the signal's reason.
   */
  async compile(request: CompileRequest, signal: AbortSignal): Promise<Compilation> {
    const { platformId = PLATFORM.id } = request
    if (platformId !== PLATFORM.id) {
      return {
        ok: false,
        text: `Platform ${platformId} is not supported: this cloud compiles for ${PLATFORM.name} (${PLATFORM.id})`,
      }
    }
    const targetVersion = targetFor(request.targetVersion)
    if (targetVersion === undefined) {
      return {
        ok: false,
        text: `Invalid build target version ${request.targetVersion}: no ${PLATFORM.name} runs it. Leave it out, or state ${targetFor('latest')}`,
      }
    }
    if (this.underWay >= MAX_COMPILATIONS) {
      throw new ApiError(503, 'Too many compilations are waiting; try again in a minute')
    }
    this.underWay++
    try {
      const firmware = await this.clock.hold(this.build(request, signal))
      return { ok: true, firmware, targetVersion }
    } catch (error) {
      signal.throwIfAborted()
      return { ok: false, text: this.explain(error, request.files) }
    } finally {
      this.underWay--
    }
  }

  private async build(request: CompileRequest, signal: AbortSignal): Promise<CompiledFirmware> {
    const files = await withDependencies(request.files, request.libraries, request.ownerId)
    return compile({ name: '/', files }, { signal, timeoutMs: COMPILE_LIMIT_MS })
  }

  private explain(error: unknown, files: SourceFiles): string {
    if (error instanceof FirmwareCompileError)
      return makeOutput(formatDiagnostics(rooted(error.diagnostics, files)))
    if (
      error instanceof FirmwareProjectError ||
      error instanceof MissingLibraryError ||
      error instanceof CompileTimeoutError
    ) {
      return makeOutput(error.message)
    }
    if (error instanceof CompilerCrashedError) this.onFailure(error)
    else throw error
    return makeOutput(error.message)
  }
}

/** What Particle's service says first; its clients' tests look for it. */
function makeOutput(text: string): string {
  return `make -C ../modules/photon/user-part all\n${text}\nmake: *** [all] Error 2\n`
}

/** Particle's service has the project at the root, and clients turn `/src/app.ino` back into a path of their own. */
function rooted(diagnostics: readonly Diagnostic[], files: SourceFiles): Diagnostic[] {
  return diagnostics.map(each => (files.has(each.file) ? { ...each, file: `/${each.file}` } : each))
}
