/**
 * The verbs of `ParticleServer` as plain functions. Each takes its configuration as `config` and, when that
 * is left out, from the environment.
 */
import type { CallOptions } from '../deadline.ts'
import type { ClaimCode, ClaimCodeArgument } from './claim-codes.ts'
import type { ServerConfig } from './config.ts'
import type { Customer, DeleteCustomerArgument, EnsuredCustomer } from './customers.ts'
import { createParticleServer, type ParticleProvision } from './particle-server.ts'
import type { AdminToken, CustomerArgument, ScopedToken } from './tokens.ts'

export interface ServerCallOptions extends CallOptions {
  /** Default: `configFromEnvironment()`. */
  config?: ServerConfig | undefined
}

/** Customer, scoped token and claim code in one call. See `ParticleServer.initializeParticleProvision`. */
export async function initializeParticleProvision(
  argument: CustomerArgument & ServerCallOptions,
): Promise<ParticleProvision> {
  return createParticleServer(argument.config).initializeParticleProvision(argument)
}

/** See `ParticleServer.ensureCustomerExists`. */
export async function ensureCustomerExists(
  argument: CustomerArgument & ServerCallOptions,
): Promise<EnsuredCustomer> {
  return createParticleServer(argument.config).ensureCustomerExists(argument)
}

/** See `ParticleServer.createDeviceCustomer`. */
export async function createDeviceCustomer(
  argument: CustomerArgument & ServerCallOptions,
): Promise<Customer> {
  return createParticleServer(argument.config).createDeviceCustomer(argument)
}

/** See `ParticleServer.deleteCustomer`. */
export async function deleteCustomer(
  argument: DeleteCustomerArgument & ServerCallOptions,
): Promise<Customer> {
  return createParticleServer(argument.config).deleteCustomer(argument)
}

/** See `ParticleServer.getAdminToken`. */
export async function getAdminToken(options: ServerCallOptions = {}): Promise<AdminToken> {
  return createParticleServer(options.config).getAdminToken(options)
}

/** See `ParticleServer.getScopedClientToken`. */
export async function getScopedClientToken(
  argument: CustomerArgument & ServerCallOptions,
): Promise<ScopedToken> {
  return createParticleServer(argument.config).getScopedClientToken(argument)
}

/** See `ParticleServer.generateClaimCode`. */
export async function generateClaimCode(argument: ClaimCodeArgument & ServerCallOptions): Promise<ClaimCode> {
  return createParticleServer(argument.config).generateClaimCode(argument)
}
