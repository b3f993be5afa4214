/** The steps of a whole provisioning, in their order. */
export const PROVISION_STEPS = [
  'customer',
  'token',
  'claim-code',
  'join-setup-network',
  'device-id',
  'public-key',
  'claim-code-set',
  'configure',
  'connect',
  'leave-setup-network',
  'online',
  'record',
] as const

export type ProvisionStepName = (typeof PROVISION_STEPS)[number]

/** How a step ended. `skipped`: there was nothing for it to do; `already-done`: an earlier run, or somebody else, did it. */
export type StepOutcome = 'done' | 'already-done' | 'skipped'

/** One step as data: what it is called, how long it may take, when it need not run, and what it does. */
export interface Step<Context> {
  name: ProvisionStepName
  /** Default limit in milliseconds. */
  timeoutMs: number
  /** Says `already-done` or `skipped`, or `false` when the step has to run. Looks; may note what it saw. */
  check(context: Context, signal: AbortSignal): Promise<Exclude<StepOutcome, 'done'> | false>
  run(context: Context, signal: AbortSignal): Promise<void>
  /** What the end of its time means. Default: `TimedOut`. */
  timeoutError?(context: Context, timeoutMs: number): Error
}

/** What a finished step reports. */
export interface StepReport {
  step: ProvisionStepName
  status: StepOutcome
  ms: number
}

/** What a provisioning tells while it runs. */
export type ProvisionProgress =
  | { step: ProvisionStepName; status: 'started' }
  | StepReport
  | { step: ProvisionStepName; status: 'failed'; ms: number; error: unknown }
