export type { Fetch, FetchAnswer, FetchInit } from '../cloud/request.ts'
export type { CallOptions } from '../deadline.ts'
export {
  CloudError,
  type CloudErrorCode,
  CloudUnreachable,
  InvalidInput,
  MissingCredentials,
  ParticleSetupError,
  TimedOut,
} from '../errors/index.ts'
export type { ClaimCode, ClaimCodeArgument } from './claim-codes.ts'
export { configFromEnvironment, type Environment, type ServerConfig } from './config.ts'
export type { Customer, DeleteCustomerArgument, EnsuredCustomer } from './customers.ts'
export { createParticleServer, type ParticleProvision, type ParticleServer } from './particle-server.ts'
export type { AdminToken, CustomerArgument, ScopedToken } from './tokens.ts'
export {
  createDeviceCustomer,
  deleteCustomer,
  ensureCustomerExists,
  generateClaimCode,
  getAdminToken,
  getScopedClientToken,
  initializeParticleProvision,
  type ServerCallOptions,
} from './verbs.ts'
