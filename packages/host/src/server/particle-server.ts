import { type CallOptions, withDeadline } from '../deadline.ts'
import { type ClaimCode, type ClaimCodeArgument, requestClaimCode } from './claim-codes.ts'
import { checkConfig, configFromEnvironment, type ServerConfig } from './config.ts'
import {
  type Customer,
  createCustomer,
  type DeleteCustomerArgument,
  type EnsuredCustomer,
  ensureCustomer,
  removeCustomer,
} from './customers.ts'
import {
  type AdminToken,
  type CustomerArgument,
  requestAdminToken,
  requestScopedToken,
  type ScopedToken,
} from './tokens.ts'

/** What a client needs to provision one Photon. */
export interface ParticleProvision {
  claimCode: string
  scopedToken: string
}

/**
 * The back-end's side of two-legged provisioning, bound to one configuration. Every verb takes `signal` and
 * `timeoutMs` (default 15 s; 30 s for `initializeParticleProvision` and `deleteCustomer`, which make several
 * requests) and rejects with `CloudError`, `CloudUnreachable`, `TimedOut`, `InvalidInput`,
 * `MissingCredentials` or the signal's reason.
 */
export interface ParticleServer {
  /** `ensureCustomerExists`, then `getScopedClientToken`, then `generateClaimCode`. */
  initializeParticleProvision(argument: CustomerArgument & CallOptions): Promise<ParticleProvision>
  /** Makes a customer without a password; one that exists is success. */
  ensureCustomerExists(argument: CustomerArgument & CallOptions): Promise<EnsuredCustomer>
  /** Makes a customer without a password. A `CloudError` `customer-exists` when there is one. */
  createDeviceCustomer(argument: CustomerArgument & CallOptions): Promise<Customer>
  /** Deletes a customer with an administrator's token. */
  deleteCustomer(argument: DeleteCustomerArgument & CallOptions): Promise<Customer>
  /** Logs the administrator in. `MissingCredentials` unless the configuration holds user name and password. */
  getAdminToken(options?: CallOptions): Promise<AdminToken>
  /** Gets a token that may do what the customer may do with its own devices. */
  getScopedClientToken(argument: CustomerArgument & CallOptions): Promise<ScopedToken>
  /** Gets a code that makes the token's customer the owner of the Photon that presents it. */
  generateClaimCode(argument: ClaimCodeArgument & CallOptions): Promise<ClaimCode>
}

const SEVERAL_REQUESTS_TIMEOUT_MS = 30_000

/**
 * @param config read from the environment when left out.
 * @throws MissingCredentials naming what is unset; InvalidInput for an `apiUrl` that is not an address.
 */
export function createParticleServer(config: ServerConfig = configFromEnvironment()): ParticleServer {
  checkConfig(config)
  return {
    initializeParticleProvision: argument =>
      withDeadline('initializeParticleProvision', severalRequests(argument), async signal => {
        await ensureCustomer(config, argument, { signal })
        const { scopedToken } = await requestScopedToken(config, argument, { signal })
        const { claimCode } = await requestClaimCode(config, { scopedToken }, { signal })
        return { claimCode, scopedToken }
      }),
    ensureCustomerExists: argument => ensureCustomer(config, argument, argument),
    createDeviceCustomer: argument => createCustomer(config, argument, argument),
    deleteCustomer: argument =>
      withDeadline('deleteCustomer', severalRequests(argument), signal =>
        removeCustomer(config, argument, { signal }),
      ),
    getAdminToken: (options = {}) => requestAdminToken(config, options),
    getScopedClientToken: argument => requestScopedToken(config, argument, argument),
    generateClaimCode: argument => requestClaimCode(config, argument, argument),
  }
}

function severalRequests(options: CallOptions) {
  return { signal: options.signal, timeoutMs: options.timeoutMs ?? SEVERAL_REQUESTS_TIMEOUT_MS }
}
