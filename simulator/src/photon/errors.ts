/** What can go wrong with a Photon from outside: every error of this room has a stable `code`. */
export class PhotonError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}

/** A state file that is not what was once written there. */
export class FlashFileError extends PhotonError {
  readonly file: string

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(
      'state-file',
      `the Photon's state file ${file} ${problem}; move it away to start with an erased Photon`,
      options,
    )
    this.file = file
  }
}

/** Something was asked of a Photon that was already closed. */
export class PhotonClosedError extends PhotonError {
  readonly deviceId: string

  constructor(deviceId: string) {
    super('photon-closed', `Photon ${deviceId} was closed; create it again to use it`)
    this.deviceId = deviceId
  }
}

/** A pin that there is not, or that cannot do what was asked of it. */
export class PinError extends PhotonError {
  constructor(code: 'unknown-pin' | 'pin-without-converter' | 'pin-level', message: string) {
    super(code, message)
  }
}

/** A peripheral that cannot be attached. */
export class PeripheralError extends PhotonError {
  constructor(message: string) {
    super('peripheral', message)
  }
}
