/** Base of everything this package throws. `code` is stable; the facts are fields of the subclasses. */
export abstract class DeviceOsError extends Error {
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}
