import type { StepPrinter } from '@particle-setup/cli'
import { turboRun } from './turbo.ts'

/** Somebody's change does not compile; what is wrong stands above. */
export class BuildFailedError extends Error {
  readonly code = 'build-failed'
  override readonly name = 'BuildFailedError'
}

/**
 * Builds every package that has changed; says how long it took.
 *
 * @throws BuildFailedError
 */
export async function buildWorkspace(printer: StepPrinter): Promise<void> {
  const startedAt = performance.now()
  printer.step({ step: 'build', status: 'started' })
  const { exitCode } = await turboRun(['build'], { quiet: true })
  const ms = Math.round(performance.now() - startedAt)
  printer.step({ step: 'build', status: exitCode === 0 ? 'done' : 'failed', ms })
  if (exitCode !== 0) throw new BuildFailedError('the workspace does not build; the messages are above')
}
