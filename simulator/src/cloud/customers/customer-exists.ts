import { CLOUD_ERRORS } from '@particle-setup/protocol/cloud'
import { HttpError } from '../http/errors.ts'

/** The product has that customer. Clients compare `error`, and take it for success. */
export class CustomerExistsError extends HttpError {
  readonly code = CLOUD_ERRORS.customerExists
  readonly body: object

  constructor(email: string) {
    super(400, `customer ${email} exists`)
    this.body = {
      error: CLOUD_ERRORS.customerExists,
      error_description: `Customer ${email} already exists for this product`,
    }
  }
}
