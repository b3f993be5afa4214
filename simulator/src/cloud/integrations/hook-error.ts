/** A webhook did not come to its end. The message is what its owner is told. */
export class HookError extends Error {
  readonly code = 'webhook'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** It would have called a machine that webhooks may not call. */
export class RefusedHostError extends HookError {
  constructor(hostname: string) {
    super(
      `${hostname} is not this machine, and webhooks may call no other one; to let them, set webhookHosts to 'any', ` +
        'or start particle-setup simulate with --webhooks-anywhere',
    )
  }
}
