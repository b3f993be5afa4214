import { normalizeApiUrl } from '../cloud/address.ts'
import type { CloudAddress, Fetch } from '../cloud/request.ts'
import { InvalidInput, MissingCredentials } from '../errors/general.ts'

/** What a back-end knows of its product. Keep it there: nothing of it belongs on a client. */
export interface ServerConfig {
  /** Default: Particle's own cloud. */
  apiUrl?: string | undefined
  /** The product's slug or number. */
  product: string
  /** Id of the product's OAuth client. */
  oauthClient: string
  oauthSecret: string
  /** User name of a team member; only `getAdminToken` and `deleteCustomer` need it. */
  adminUsername?: string | undefined
  adminPassword?: string | undefined
  /** Default: the global `fetch`. */
  fetch?: Fetch | undefined
}

/** Names and values of environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>

const REQUIRED = {
  product: 'PARTICLE_PRODUCT',
  oauthClient: 'PARTICLE_OAUTH_CLIENT',
  oauthSecret: 'PARTICLE_OAUTH_SECRET',
} as const

const ADMIN = {
  adminUsername: 'PARTICLE_ADMIN_USERNAME',
  adminPassword: 'PARTICLE_ADMIN_PASSWORD',
} as const

/**
 * Reads a configuration from `PARTICLE_API_URL`, `PARTICLE_PRODUCT`, `PARTICLE_OAUTH_CLIENT`,
 * `PARTICLE_OAUTH_SECRET`, `PARTICLE_ADMIN_USERNAME` and `PARTICLE_ADMIN_PASSWORD`.
 *
 * @throws MissingCredentials naming all of the product, client and secret that are unset or empty.
 */
export function configFromEnvironment(env: Environment = process.env): ServerConfig {
  const config = {
    product: env[REQUIRED.product] ?? '',
    oauthClient: env[REQUIRED.oauthClient] ?? '',
    oauthSecret: env[REQUIRED.oauthSecret] ?? '',
    apiUrl: env['PARTICLE_API_URL'] || undefined,
    adminUsername: env[ADMIN.adminUsername] || undefined,
    adminPassword: env[ADMIN.adminPassword] || undefined,
  }
  requireFields(config, REQUIRED, 'provisioning')
  return config
}

/** Refuses a configuration whose mandatory settings are empty, before anything is sent. */
export function checkConfig(config: ServerConfig): void {
  requireFields(config, REQUIRED, 'provisioning')
  normalizeApiUrl(config.apiUrl)
}

/** The administrator's user name and password. */
export function adminOf(config: ServerConfig): { username: string; password: string } {
  requireFields(config, ADMIN, 'an administrator token')
  return { username: config.adminUsername ?? '', password: config.adminPassword ?? '' }
}

export function addressOf(config: ServerConfig): CloudAddress {
  return { apiUrl: normalizeApiUrl(config.apiUrl), fetch: config.fetch ?? globalThis.fetch }
}

export function clientCredentialsOf(config: ServerConfig): { username: string; password: string } {
  return { username: config.oauthClient, password: config.oauthSecret }
}

/**
 * An e-mail as the cloud keeps it: without blanks around it, in lower case.
 *
 * @throws InvalidInput when it is empty or holds blanks or control characters. It need not be a real address.
 */
export function normalizeEmail(customerEmail: string): string {
  const email = typeof customerEmail === 'string' ? customerEmail.trim().toLowerCase() : ''
  if (email === '' || /[\s\p{Cc}]/u.test(email) || !email.isWellFormed()) {
    throw new InvalidInput(
      'customerEmail',
      `customerEmail is ${JSON.stringify(customerEmail)}: give an e-mail address without blanks`,
    )
  }
  return email
}

function requireFields<K extends keyof ServerConfig>(
  config: ServerConfig,
  names: Record<K, string>,
  neededFor: string,
): void {
  const entries = Object.entries(names) as [K, string][]
  const missing = entries.filter(([field]) => !config[field]).map(([, variable]) => variable)
  if (missing.length > 0) throw new MissingCredentials(missing, neededFor)
}
