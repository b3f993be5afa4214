/** What a promise rejects with; fails when it does not. */
export async function caught(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown
  try {
    value = await promise
  } catch (error) {
    return error
  }
  throw new Error(`resolved with ${JSON.stringify(value)} where a rejection was expected`)
}

/** All that somebody who logs an error can see of it. */
export function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = JSON.stringify(error)
  const fields = Object.values(error).map(value =>
    value instanceof Error ? '' : (JSON.stringify(value) ?? ''),
  )
  return [error.message, error.stack, own, ...fields, error.cause ? everythingIn(error.cause) : ''].join('\n')
}
