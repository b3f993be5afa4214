import { DeviceOsError } from '../errors.ts'
import type { Diagnostic } from './diagnostics.ts'

const SHOWN_DIAGNOSTICS = 5

/** The firmware's sources do not compile or link. */
export class FirmwareCompileError extends DeviceOsError {
  readonly code = 'firmware-compile'
  /** In the compiler's order, warnings included; files relative to the project. */
  readonly diagnostics: readonly Diagnostic[]
  /** Its folder, or the name of a project in memory; so for the next class. */
  readonly projectDir: string

  constructor(projectDir: string, diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(describe(projectDir, diagnostics), options)
    this.projectDir = projectDir
    this.diagnostics = diagnostics
  }
}

function describe(projectDir: string, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(one => one.severity === 'error')
  const lines = errors.slice(0, SHOWN_DIAGNOSTICS).map(one => {
    const place = one.line > 0 ? `${one.file}:${one.line}:${one.column}` : one.file
    return `  ${place ? `${place}: ` : ''}${one.message}`
  })
  const more = errors.length - lines.length
  if (more > 0) lines.push(`  and ${more} more`)
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`
  return `Firmware in ${projectDir} does not compile (${count}). Correct the sources named below, then compile again.\n${lines.join('\n')}`
}

/** The folder is not a Particle project that can be compiled here. */
export class FirmwareProjectError extends DeviceOsError {
  readonly code = 'firmware-project'
  readonly projectDir: string

  constructor(projectDir: string, problem: string, options?: ErrorOptions) {
    super(problem, options)
    this.projectDir = projectDir
  }
}

/** The compiler itself failed: its process died, or answered nothing that makes sense. */
export class CompilerCrashedError extends DeviceOsError {
  readonly code = 'compiler-crashed'
  readonly exitCode: number | null
  readonly signal: string | null
  /** The last lines the compiler printed. */
  readonly output: string

  constructor(
    facts: { exitCode: number | null; signal: string | null; output: string },
    options?: ErrorOptions,
  ) {
    const how = facts.signal ? `was killed by ${facts.signal}` : `ended with exit code ${facts.exitCode}`
    const output = facts.output.trim().split('\n').slice(-20).join('\n')
    super(
      `The compiler's process ${how} before it was done. Compile again, with 500 MB of memory free; if it ends like this again, the last lines below say where.${output ? `\n${output}` : ''}`,
      options,
    )
    this.exitCode = facts.exitCode
    this.signal = facts.signal
    this.output = output
  }
}

/** The compiler took longer than `timeoutMs`. */
export class CompileTimeoutError extends DeviceOsError {
  readonly code = 'compile-timeout'
  readonly timeoutMs: number

  constructor(timeoutMs: number) {
    super(
      `Compiling took longer than ${timeoutMs} ms. Pass a larger timeoutMs, or look for other work on this machine.`,
    )
    this.timeoutMs = timeoutMs
  }
}

export type FirmwareFlaw = 'format' | 'integrity' | 'platform'

/** Bytes that are not a firmware compiled by this package, or by a version of it that no longer fits. */
export class FirmwareFileError extends DeviceOsError {
  readonly code = 'firmware-file'
  /** Its path, or words for bytes that come from no file. */
  readonly file: string
  /** `integrity`: it was one, before it was damaged. `platform`: it is one for another device. */
  readonly flaw: FirmwareFlaw

  constructor(file: string, problem: string, flaw: FirmwareFlaw = 'format', options?: ErrorOptions) {
    super(`${file} is not a firmware this version can run: ${problem}. Compile its project again.`, options)
    this.file = file
    this.flaw = flaw
  }
}
