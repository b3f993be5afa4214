import { customerAnswerSchema, okAnswerSchema } from '@particle-setup/protocol/cloud'
import { requestCloud } from '../cloud/request.ts'
import type { CallOptions } from '../deadline.ts'
import { CloudError } from '../errors/cloud.ts'
import { addressOf, clientCredentialsOf, normalizeEmail, type ServerConfig } from './config.ts'
import { type CustomerArgument, requestAdminToken } from './tokens.ts'

const CUSTOMER_TIMEOUT_MS = 15_000

export interface Customer {
  /** As the cloud keeps it: in lower case. */
  customerEmail: string
}

export interface EnsuredCustomer extends Customer {
  /** `false`: the customer was there before. */
  created: boolean
}

/** `POST /v1/products/PRODUCT/customers` with `no_password=true`. */
export async function createCustomer(
  config: ServerConfig,
  { customerEmail }: CustomerArgument,
  options: CallOptions,
  repeatable = false,
): Promise<Customer> {
  const email = normalizeEmail(customerEmail)
  await requestCloud(
    addressOf(config),
    {
      method: 'POST',
      path: `${productPath(config)}/customers`,
      credentials: clientCredentialsOf(config),
      form: { email, no_password: 'true' },
      answer: customerAnswerSchema,
      repeatable,
      timeoutMs: CUSTOMER_TIMEOUT_MS,
    },
    options,
  )
  return { customerEmail: email }
}

/** As `createCustomer`, for which a customer that exists is success; so it may be repeated. */
export async function ensureCustomer(
  config: ServerConfig,
  argument: CustomerArgument,
  options: CallOptions,
): Promise<EnsuredCustomer> {
  try {
    return { ...(await createCustomer(config, argument, options, true)), created: true }
  } catch (error) {
    if (error instanceof CloudError && error.code === 'customer-exists') {
      return { customerEmail: normalizeEmail(argument.customerEmail), created: false }
    }
    throw error
  }
}

export interface DeleteCustomerArgument extends CustomerArgument {
  /** Fetched by `getAdminToken` when left out. */
  adminToken?: string | undefined
}

/**
 * `DELETE /v1/products/PRODUCT/customers/EMAIL`; the cloud revokes the customer's tokens and pending claim
 * codes with it. Not repeated: a second answer would be about a customer that is gone.
 */
export async function removeCustomer(
  config: ServerConfig,
  { customerEmail, adminToken }: DeleteCustomerArgument,
  options: CallOptions,
): Promise<Customer> {
  const email = normalizeEmail(customerEmail)
  const bearer = adminToken ?? (await requestAdminToken(config, options)).adminToken
  await requestCloud(
    addressOf(config),
    {
      method: 'DELETE',
      path: `${productPath(config)}/customers/${encodeURIComponent(email)}`,
      credentials: { bearer },
      answer: okAnswerSchema,
      repeatable: false,
      timeoutMs: CUSTOMER_TIMEOUT_MS,
    },
    options,
  )
  return { customerEmail: email }
}

function productPath(config: ServerConfig): string {
  return `/v1/products/${encodeURIComponent(config.product)}`
}
