import { known, type ProvisionContext } from './context.ts'
import { lookInCloud } from './look-in-cloud.ts'
import type { Step } from './step.ts'

/** The back-end's leg. */
export const SERVER_STEPS: readonly Step<ProvisionContext>[] = [
  {
    name: 'customer',
    timeoutMs: 30_000,
    check: async ({ state }) => (state.customerCreated === undefined ? false : 'already-done'),
    async run({ server, customerEmail, state }, signal) {
      const { created } = await server.ensureCustomerExists({ customerEmail, signal })
      state.customerCreated = created
    },
  },
  {
    name: 'token',
    timeoutMs: 30_000,
    check: async ({ state }) => (state.scopedToken ? 'already-done' : false),
    async run({ server, customerEmail, state }, signal) {
      const { scopedToken } = await server.getScopedClientToken({ customerEmail, signal })
      state.scopedToken = scopedToken
    },
  },
  {
    name: 'claim-code',
    timeoutMs: 30_000,
    check: needsNoClaimCode,
    async run({ server, state }, signal) {
      const { claimCode } = await server.generateClaimCode({
        scopedToken: known(state, 'scopedToken'),
        signal,
      })
      state.claimCode = claimCode
    },
  },
]

/** A device that was named and is online among the customer's has been provisioned before: only the record is left. */
async function needsNoClaimCode(context: ProvisionContext, signal: AbortSignal) {
  const { deviceId, state } = context
  if (state.claimCode || state.connected) return 'already-done'
  if (!deviceId || (await lookInCloud(context, deviceId, signal)) !== 'online') return false
  Object.assign(state, { deviceId, connected: true, online: true })
  return 'already-done'
}
