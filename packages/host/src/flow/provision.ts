import type { PhotonAddressOptions } from '../client/options.ts'
import { checkNetwork, type WifiCredentials } from '../client/wifi.ts'
import { InvalidInput } from '../errors/general.ts'
import type { Registry } from '../registry/registry.ts'
import { openSqliteRegistry } from '../registry/sqlite.ts'
import { configFromEnvironment, normalizeEmail, type ServerConfig } from '../server/config.ts'
import { createParticleServer } from '../server/particle-server.ts'
import { CLOUD_STEPS } from './cloud-steps.ts'
import { known, type NetworkHook, type ProvisionContext, type ProvisionState } from './context.ts'
import { PHOTON_STEPS } from './photon-steps.ts'
import { runSteps } from './run-steps.ts'
import { SERVER_STEPS } from './server-steps.ts'
import type { ProvisionProgress, ProvisionStepName, Step, StepReport } from './step.ts'

export interface ProvisionArgument extends WifiCredentials {
  /** Who shall own the Photon. Lower-cased on the way. */
  customerEmail: string
  /** Default: `configFromEnvironment()`. */
  config?: ServerConfig | undefined
  /** Where the Photon is. Default: 192.168.0.1 over TCP. */
  photon?: PhotonAddressOptions | undefined
  /** The only Photon to accept. When it is online among the customer's devices already, only the record is made. */
  deviceId?: string | undefined
  /** Asks the person to join the Photon's Wi-Fi network, or does it. The flow then waits for the Photon to answer. */
  joinSetupNetwork?: ((hook: NetworkHook) => Promise<void> | void) | undefined
  /** Asks the person to go back to a network that reaches the internet, or does it. */
  leaveSetupNetwork?: ((hook: NetworkHook) => Promise<void> | void) | undefined
  /**
   * Says whether the Photon's own Wi-Fi network is in the air, for a computer that can scan while it is in another:
   * when it comes back, the Photon could not join. Default: only the Photon's address is tried.
   */
  seesSetupNetwork?: ((hook: NetworkHook) => Promise<boolean> | boolean) | undefined
  /** Default: `openSqliteRegistry()`, closed again at the end. */
  registry?: Registry | undefined
  /** What the record calls the client. Default: the configuration's OAuth client. */
  client?: string | undefined
  onProgress?: ((progress: ProvisionProgress) => void) | undefined
  onWarning?: ((message: string) => void) | undefined
  signal?: AbortSignal | undefined
  /** Limits of single steps in milliseconds, where they are to differ from `PROVISION_TIMEOUTS_MS`. */
  timeoutsMs?: Partial<Record<ProvisionStepName, number>> | undefined
  /** Between two looks at the Photon or the cloud, in milliseconds. Default 1,000. */
  pollMs?: number | undefined
  /** An object of the caller's that takes up what the flow finds out; the next run with it resumes. */
  state?: ProvisionState | undefined
}

export interface ProvisionResult {
  /** 24 lower-case hex digits. */
  deviceId: string
  deviceType: 'photon'
  /** In lower case. */
  customerEmail: string
  /** Fit for `getParticleStream` and `toggleStream`. */
  scopedToken: string
  /** How each step ended, in order. */
  steps: StepReport[]
}

const STEPS: readonly Step<ProvisionContext>[] = [...SERVER_STEPS, ...PHOTON_STEPS, ...CLOUD_STEPS]

/** How long each step may take when the caller states nothing, in milliseconds. */
export const PROVISION_TIMEOUTS_MS: Readonly<Partial<Record<ProvisionStepName, number>>> = Object.fromEntries(
  STEPS.map(step => [step.name, step.timeoutMs]),
)

/**
 * Provisions a Photon from first to last: customer, scoped token, claim code; join the Photon's network; device
 * id, public key, claim code set, network configured, connected; back to the internet; online and owned;
 * on record.
 *
 * Running it again with the same `state` resumes: what is done is not done twice. Without it, all steps may
 * be run again.
 *
 * @throws InvalidInput, MissingCredentials before anything is sent; what a step's verb throws;
 * BackInListeningMode, most likely for a wrong password; DeviceNotSeen; RegistryError; TimedOut; the signal's reason.
 */
export async function provision(argument: ProvisionArgument): Promise<ProvisionResult> {
  const { wifiObj, password, eap, state = {}, pollMs = 1_000 } = argument
  const config = argument.config ?? configFromEnvironment()
  const customerEmail = normalizeEmail(argument.customerEmail)
  const deviceId = argument.deviceId?.toLowerCase()
  checkNetwork(argument)
  if (deviceId !== undefined && !/^[0-9a-f]{24}$/.test(deviceId)) {
    throw new InvalidInput('deviceId', `deviceId is "${deviceId}": give the 24 hex digits of the Photon's id`)
  }
  const server = createParticleServer(config)
  const registry = argument.registry ?? openSqliteRegistry()
  const context: ProvisionContext = {
    customerEmail,
    deviceId,
    wifiObj,
    password,
    eap,
    config,
    server,
    photon: argument.photon ?? {},
    client: argument.client ?? config.oauthClient,
    registry,
    joinSetupNetwork: argument.joinSetupNetwork,
    leaveSetupNetwork: argument.leaveSetupNetwork,
    seesSetupNetwork: argument.seesSetupNetwork,
    onWarning: argument.onWarning,
    pollMs,
    state,
  }
  try {
    const steps = await runSteps(STEPS, context, argument)
    return {
      deviceId: known(state, 'deviceId'),
      deviceType: 'photon',
      customerEmail,
      scopedToken: known(state, 'scopedToken'),
      steps,
    }
  } finally {
    if (!argument.registry) await registry.close()
  }
}
