import { sleep } from '../deadline.ts'
import { BackInListeningMode, DeviceNotSeen } from '../errors/provision.ts'
import { known, type ProvisionContext, type ProvisionState } from './context.ts'
import { lookInCloud } from './look-in-cloud.ts'
import { findPhoton } from './photon-steps.ts'
import type { Step } from './step.ts'

/**
 * A Photon joins, and shows up, within some ten seconds. One with a wrong password is back in listening mode
 * after about forty.
 */
const ONLINE_TIMEOUT_MS = 120_000

/** A Photon may answer for about a second after `connect-ap`; one that still does after this has not left. */
const GONE_AFTER_MS = 10_000

/** The leg that ends it: the device shows online among the customer's, and goes on record. */
export const CLOUD_STEPS: readonly Step<ProvisionContext>[] = [
  {
    name: 'online',
    timeoutMs: ONLINE_TIMEOUT_MS,
    check: async ({ state }) => (state.online ? 'already-done' : false),
    run: waitUntilOnline,
    timeoutError: notSeen,
  },
  {
    name: 'record',
    timeoutMs: 30_000,
    check: async ({ state }) => (state.recorded ? 'already-done' : false),
    async run({ registry, client, customerEmail, state }) {
      await registry.save({ client, customerEmail, deviceId: known(state, 'deviceId') })
      state.recorded = true
    },
  },
]

async function waitUntilOnline(context: ProvisionContext, signal: AbortSignal): Promise<void> {
  const { state, pollMs, wifiObj } = context
  const deviceId = known(state, 'deviceId')
  const startedMs = performance.now()
  let gone = false
  while ((await lookInCloud(context, deviceId, signal)) !== 'online') {
    const listening = await isListening(context, deviceId, signal)
    if (listening && (gone || performance.now() - startedMs > GONE_AFTER_MS)) {
      startOver(state)
      throw new BackInListeningMode(deviceId, wifiObj.ssid)
    }
    gone ||= !listening
    await sleep(pollMs, signal)
  }
  state.online = true
}

async function isListening(
  context: ProvisionContext,
  deviceId: string,
  signal: AbortSignal,
): Promise<boolean> {
  if ((await findPhoton(context, signal)) === deviceId) return true
  return (await context.seesSetupNetwork?.({ signal })) ?? false
}

function notSeen({ state }: ProvisionContext, timeoutMs: number): DeviceNotSeen {
  startOver(state)
  return new DeviceNotSeen(
    known(state, 'deviceId'),
    timeoutMs,
    state.seen === 'offline' ? 'offline' : 'not-owned',
  )
}

/** The Photon has to be set up again, with a claim code that is surely fresh. */
function startOver(state: ProvisionState): void {
  delete state.connected
  delete state.claimCode
  delete state.claimCodeSetOn
}
