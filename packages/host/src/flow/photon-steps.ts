import { configureWifi } from '../client/configure-wifi.ts'
import { connectToWifi } from '../client/connect-to-wifi.ts'
import { getDeviceId, getPublicKey } from '../client/device.ts'
import { setClaimCode } from '../client/set-claim-code.ts'
import { sleep } from '../deadline.ts'
import { InvalidInput, TimedOut } from '../errors/general.ts'
import { SoftApError } from '../errors/softap.ts'
import { known, type ProvisionContext } from './context.ts'
import type { Step } from './step.ts'

/** How long one look for a Photon may take: on another network its address swallows what is sent. */
export const PROBE_TIMEOUT_MS = 2_000

const connected = async ({ state }: ProvisionContext) => (state.connected ? 'already-done' : false)

/** The leg next to the Photon, in its Wi-Fi network. Once it was told to connect, none of it runs again. */
export const PHOTON_STEPS: readonly Step<ProvisionContext>[] = [
  {
    name: 'join-setup-network',
    timeoutMs: 600_000,
    async check(context, signal) {
      if (context.state.connected) return 'already-done'
      return (await findPhoton(context, signal)) ? 'already-done' : false
    },
    async run(context, signal) {
      await context.joinSetupNetwork?.({ signal })
      while (!(await findPhoton(context, signal))) await sleep(context.pollMs, signal)
    },
  },
  {
    name: 'device-id',
    timeoutMs: 30_000,
    check: connected,
    async run({ photon, state, deviceId: wanted }, signal) {
      const { deviceId } = await getDeviceId({ ...photon, signal })
      if (wanted && deviceId !== wanted) {
        throw new InvalidInput(
          'deviceId',
          `the Photon in listening mode is ${deviceId}, not ${wanted}: join the right one's network`,
        )
      }
      if (deviceId !== state.deviceId) forgetPhoton(state)
      state.deviceId = deviceId
    },
  },
  {
    name: 'public-key',
    timeoutMs: 30_000,
    check: async ({ state }) => (state.publicKey || state.connected ? 'already-done' : false),
    async run({ photon, state }, signal) {
      state.publicKey = await getPublicKey({ ...photon, signal })
    },
  },
  {
    name: 'claim-code-set',
    timeoutMs: 30_000,
    check: async ({ state }) => (state.claimCodeSetOn || state.connected ? 'already-done' : false),
    async run({ photon, state, onWarning }, signal) {
      await setClaimCode({ ...photon, claimCode: known(state, 'claimCode'), onWarning, signal })
      state.claimCodeSetOn = known(state, 'deviceId')
    },
  },
  {
    name: 'configure',
    timeoutMs: 90_000,
    check: connected,
    async run({ photon, state, wifiObj, password, eap }, signal) {
      await configureWifi({ ...photon, wifiObj, password, eap, publicKey: known(state, 'publicKey'), signal })
    },
  },
  {
    name: 'connect',
    timeoutMs: 30_000,
    check: connected,
    async run({ photon, state }, signal) {
      await connectToWifi({ ...photon, signal })
      state.connected = true
    },
  },
  {
    name: 'leave-setup-network',
    timeoutMs: 600_000,
    check: async ({ leaveSetupNetwork, state }) =>
      leaveSetupNetwork ? (state.online ? 'already-done' : false) : 'skipped',
    async run({ leaveSetupNetwork }, signal) {
      await leaveSetupNetwork?.({ signal })
    },
  },
]

/** The id of the Photon in listening mode at the address, if there is one. */
export async function findPhoton(
  { photon }: Pick<ProvisionContext, 'photon'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { deviceId } = await getDeviceId({ ...photon, signal, timeoutMs: PROBE_TIMEOUT_MS })
    return deviceId
  } catch (error) {
    if (signal.aborted || !(error instanceof SoftApError || error instanceof TimedOut)) throw error
    return undefined
  }
}

function forgetPhoton(state: ProvisionContext['state']): void {
  delete state.publicKey
  delete state.claimCodeSetOn
}
