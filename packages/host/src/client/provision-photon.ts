import { withDeadline } from '../deadline.ts'
import { configureWifi } from './configure-wifi.ts'
import { connectToWifi } from './connect-to-wifi.ts'
import { getDeviceId, getPublicKey } from './device.ts'
import type { PhotonOptions } from './options.ts'
import { checkClaimCode, setClaimCode } from './set-claim-code.ts'
import { checkNetwork, type WifiCredentials } from './wifi.ts'

export type PhotonStepName = 'device-id' | 'public-key' | 'claim-code-set' | 'configure' | 'connect'

/** What became of a step. */
export interface PhotonStepEvent {
  step: PhotonStepName
  status: 'started' | 'done' | 'failed'
  /** Since the step started; absent from `started`. */
  ms?: number
  error?: unknown
}

export interface ProvisionPhotonArgument extends WifiCredentials, Omit<PhotonOptions, 'timeoutMs'> {
  /** From the back-end's `initializeParticleProvision`. */
  claimCode: string
  /** The scoped token that came with the claim code. It stays here: a Photon takes none. */
  token?: string | undefined
  /** Limit of the whole in milliseconds; each command has its own besides. Default 120 s. */
  timeoutMs?: number | undefined
  onStep?: ((event: PhotonStepEvent) => void) | undefined
}

export interface ProvisionedPhoton {
  /** 24 lower-case hex digits. */
  deviceId: string
  deviceType: 'photon'
}

const PROVISION_TIMEOUT_MS = 120_000

/**
 * Gives a Photon in listening mode its claim code and its network, and lets it join: `device-id`,
 * `public-key`, `set`, `configure-ap` with the password encrypted under its key, `connect-ap`. May be
 * repeated from the start after a failure.
 *
 * Resolves when the Photon has taken all of it. Whether the password is right and the claim code good shows
 * only in the cloud.
 *
 * @throws InvalidInput before anything is sent; SoftApError; TimedOut; the signal's reason.
 */
export async function provisionPhoton(argument: ProvisionPhotonArgument): Promise<ProvisionedPhoton> {
  const { wifiObj, password, eap, claimCode, onStep, timeoutMs = PROVISION_TIMEOUT_MS, ...photon } = argument
  checkNetwork(argument)
  checkClaimCode(claimCode)
  return withDeadline('provisionPhoton', { signal: argument.signal, timeoutMs }, async signal => {
    const options = { ...photon, signal }
    const step = createStepper(onStep)
    const { deviceId } = await step('device-id', () => getDeviceId(options))
    const publicKey = await step('public-key', () => getPublicKey(options))
    await step('claim-code-set', () => setClaimCode({ ...options, claimCode }))
    await step('configure', () => configureWifi({ ...options, wifiObj, password, eap, publicKey }))
    await step('connect', () => connectToWifi(options))
    return { deviceId, deviceType: 'photon' }
  })
}

function createStepper(onStep: ((event: PhotonStepEvent) => void) | undefined) {
  return async <T>(step: PhotonStepName, run: () => Promise<T>): Promise<T> => {
    const startedMs = performance.now()
    onStep?.({ step, status: 'started' })
    try {
      const result = await run()
      onStep?.({ step, status: 'done', ms: performance.now() - startedMs })
      return result
    } catch (error) {
      onStep?.({ step, status: 'failed', ms: performance.now() - startedMs, error })
      throw error
    }
  }
}
