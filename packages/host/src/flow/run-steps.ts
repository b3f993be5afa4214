import { withDeadline } from '../deadline.ts'
import { TimedOut } from '../errors/general.ts'
import type { ProvisionProgress, ProvisionStepName, Step, StepReport } from './step.ts'

export interface RunOptions {
  signal?: AbortSignal | undefined
  /** Limits that differ from the steps' own, in milliseconds. */
  timeoutsMs?: Partial<Record<ProvisionStepName, number>> | undefined
  onProgress?: ((progress: ProvisionProgress) => void) | undefined
}

/**
 * Runs steps one after the other, each within its limit, leaving out those that are done.
 *
 * @throws what the failing step threw, unchanged, after telling of it; the steps after it have not run.
 */
export async function runSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
  { signal, timeoutsMs = {}, onProgress }: RunOptions,
): Promise<StepReport[]> {
  const reports: StepReport[] = []
  for (const step of steps) {
    const startedMs = performance.now()
    const elapsedMs = () => performance.now() - startedMs
    onProgress?.({ step: step.name, status: 'started' })
    const timeoutMs = timeoutsMs[step.name] ?? step.timeoutMs
    const timeoutError = () =>
      step.timeoutError?.(context, timeoutMs) ?? new TimedOut(`step ${step.name}`, timeoutMs)
    try {
      const status = await withDeadline(
        `step ${step.name}`,
        { signal, timeoutMs, timeoutError },
        async stepSignal => {
          const earlier = await step.check(context, stepSignal)
          if (earlier) return earlier
          await step.run(context, stepSignal)
          return 'done' as const
        },
      )
      const report = { step: step.name, status, ms: elapsedMs() }
      reports.push(report)
      onProgress?.(report)
    } catch (error) {
      onProgress?.({ step: step.name, status: 'failed', ms: elapsedMs(), error })
      throw error
    }
  }
  return reports
}
