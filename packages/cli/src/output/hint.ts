import { codeOf } from '../exit-codes.ts'

const PORT_CODES = ['port-taken', 'softap-port-taken']
const LISTEN_CODES = ['softap-listen-failed']
const DEVICE_CODES = ['permission-denied', 'function-not-found']

/** What a person could type to get on, where the error cannot know: it may come from any program. */
export function hintFor(error: unknown, args: readonly string[]): string | undefined {
  const code = codeOf(error) ?? ''
  if (PORT_CODES.includes(code)) return 'simulate --port 0 takes free ports for everything.'
  if (LISTEN_CODES.includes(code)) return 'simulate --host takes an address of this machine.'
  if (code === 'missing-credentials') {
    return '"particle-setup simulate" prints lines that set them for a simulation.'
  }
  if (DEVICE_CODES.includes(code) && !args.includes('--email')) {
    return "A customer's device needs --email of that customer: PARTICLE_ACCESS_TOKEN is somebody else's."
  }
  return undefined
}
