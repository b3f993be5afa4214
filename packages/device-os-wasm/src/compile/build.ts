import type { FileCache } from './cache.ts'
import { type CommandResult, runClang } from './clang.ts'
import { type Diagnostic, parseDiagnostics } from './diagnostics.ts'
import { CompilerCrashedError, FirmwareCompileError } from './errors.ts'
import { sealFirmware } from './firmware-file.ts'
import { WIRING_ROOT } from './flags.ts'
import { ObjectCache } from './objects.ts'
import { compileStep, jobFiles, linkStep, type Step, TOOLCHAIN_FILES, toolchainSteps } from './plan.ts'
import type { Project } from './project.ts'
import { retainedOverflow } from './retained-limit.ts'
import { translationUnits } from './translation-units.ts'
import { wiringFiles } from './wiring.ts'

export interface Built {
  readonly wasm: Uint8Array
  readonly warnings: readonly Diagnostic[]
}

export interface BuildOptions {
  readonly signal: AbortSignal | undefined
  readonly timeoutMs: number
  onProgress?(step: string): void
}

/** Whether the wiring was compiled before. */
export async function hasToolchain(cache: FileCache, toolchain: string): Promise<boolean> {
  const files = await Promise.all(TOOLCHAIN_FILES.map(file => cache.read(toolchainName(toolchain, file))))
  return files.every(file => file !== undefined)
}

function toolchainName(toolchain: string, file: string): string {
  return `toolchain/${toolchain}/${file.slice(WIRING_ROOT.length + 1)}`
}

/** Compiles what of a project, and of the wiring, was not compiled before, and links it. */
export async function build(
  project: Project,
  flags: readonly string[],
  cache: FileCache,
  toolchain: string,
  options: BuildOptions,
): Promise<Built> {
  const units = translationUnits(project)
  const files = { ...jobFiles(project, units, await wiringFiles()) }
  const missing: Step[] = []
  for (const step of toolchainSteps()) {
    const file = await cache.read(toolchainName(toolchain, step.command.output))
    if (file) files[step.command.output] = file
    else missing.push(step)
  }
  const objects = new ObjectCache(cache, toolchain, project)
  const sources = await Promise.all(
    units.map(async unit => {
      const step = compileStep(project, unit, flags)
      return { step, text: unit.text, known: await objects.read(step, unit.text) }
    }),
  )
  for (const { step, known } of sources) if (known) files[step.command.output] = known.object
  const changed = sources.filter(({ known }) => known === undefined)

  const link = linkStep(units)
  const own = await runSteps([...missing, ...changed.map(({ step }) => step), link], files, options)
  for (const step of missing) {
    const file = own.get(step)?.file
    if (file) await cache.write(toolchainName(toolchain, step.command.output), file)
  }
  for (const { step, text } of changed) {
    const { file, output = '' } = own.get(step) ?? {}
    if (file) await objects.write(step, text, { object: file, output })
  }
  const printed = sources.map(({ step, known }) => known?.output ?? own.get(step)?.output ?? '')
  printed.push(own.get(link)?.output ?? '')
  const diagnostics = printed.flatMap(parseDiagnostics)
  const strict = flags.includes('-Werror')
  return conclude(
    project,
    [...own.values()],
    missing.length,
    strict ? formatErrors(diagnostics) : diagnostics,
  )
}

const FORMAT_WARNING = /\[(-Wformat[a-z-]*)\]$/

/** The compiler could not make errors of them. */
function formatErrors(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map(one =>
    one.severity === 'warning' && FORMAT_WARNING.test(one.message)
      ? { ...one, severity: 'error', message: one.message.replace(FORMAT_WARNING, '[-Werror,$1]') }
      : one,
  )
}

async function runSteps(
  steps: readonly Step[],
  files: Readonly<Record<string, string | Uint8Array>>,
  { signal, timeoutMs, onProgress }: BuildOptions,
): Promise<Map<Step, CommandResult>> {
  const tell = (index: number) => {
    const step = steps[index]
    if (step) onProgress?.(step.description)
  }
  tell(0)
  const results = await runClang(
    { files, commands: steps.map(step => step.command) },
    { signal, timeoutMs, onCommand: tell },
  )
  // Left out after a failure are only the last ones.
  return new Map(
    results.flatMap((result, index) => steps.slice(index, index + 1).map(step => [step, result])),
  )
}

/** What the commands have come to. The first `own` of them compiled the wiring. */
function conclude(
  project: Project,
  results: readonly CommandResult[],
  own: number,
  diagnostics: readonly Diagnostic[],
): Built {
  const last = results.at(-1)
  const failed = results.findIndex(result => result.exitCode !== 0)
  if ((failed >= own || failed < 0) && diagnostics.some(one => one.severity === 'error')) {
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
