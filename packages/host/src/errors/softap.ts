import type { SoftApCommand } from '@particle-setup/protocol/softap'
// Not by the whole of it: whoever catches errors need not load what reads answers.
import { RESULT_CODES } from '@particle-setup/protocol/softap/result-codes'
import { ParticleSetupError } from './base.ts'

/** A Photon in listening mode could not be talked to, or said no. */
export abstract class SoftApError extends ParticleSetupError {
  readonly command: SoftApCommand
  /** What happened, in a clause. */
  readonly meaning: string
  /** What the person should try, in a sentence without its full stop. */
  readonly advice: string
  /** The Photon's result code; `undefined` where it gave none. */
  declare readonly r?: number

  constructor(
    command: SoftApCommand,
    meaning: string,
    advice: string,
    { r, cause }: { r?: number; cause?: unknown } = {},
  ) {
    super(`${command}: ${meaning}${r === undefined ? '' : ` (r ${r})`}. ${advice}`, { cause })
    this.command = command
    this.meaning = meaning
    this.advice = advice
  }
}

/** No connection to the Photon could be opened; nothing was sent. */
export class PhotonUnreachable extends SoftApError {
  readonly code = 'photon-unreachable'
  /** `host:port`. */
  readonly address: string

  constructor(command: SoftApCommand, address: string, reason: string, options?: { cause?: unknown }) {
    super(
      command,
      `no Photon answers at ${address} (${reason})`,
      'Check that it blinks blue and that this computer has joined its Photon-XXXXXX network',
      options,
    )
    this.address = address
  }
}

/** The connection ended before a whole answer came. */
export class ConnectionLost extends SoftApError {
  readonly code = 'connection-lost'
  readonly receivedBytes: number

  constructor(command: SoftApCommand, receivedBytes: number, options?: { cause?: unknown }) {
    super(
      command,
      `the Photon closed the connection after ${receivedBytes} bytes of an answer`,
      'Check that it still blinks blue, and try again; a Photon also does this with a command it does not know',
      options,
    )
    this.receivedBytes = receivedBytes
  }
}

/** The Photon has no connection left to serve this one (HTTP 503). */
export class DeviceBusy extends SoftApError {
  readonly code = 'device-busy'

  constructor(command: SoftApCommand) {
    super(command, 'the Photon is serving too many connections', 'Close other setup clients and try again')
  }
}

/** The Photon's HTTP server turned the request away; 404 is what it says to a content type it does not serve. */
export class HttpRefused extends SoftApError {
  readonly code = 'http-refused'
  readonly status: number

  constructor(command: SoftApCommand, status: number) {
    super(
      command,
      `HTTP status ${status}`,
      'Check that host and port are those of a Photon; 404 also stands for a content type that it does not take',
    )
    this.status = status
  }
}

/** An empty reply: the Photon's JSON reader did not take the request. */
export class MalformedRequest extends SoftApError {
  readonly code = 'malformed-request'

  constructor(command: SoftApCommand) {
    super(
      command,
      'the Photon sent an empty reply: it could not read the request',
      'Its Device OS may lack a setting that was sent (enterprise Wi-Fi needs 0.7.0): update it with "particle update"',
    )
  }
}

/** What came back is not what a Photon says. */
export class MalformedAnswer extends SoftApError {
  readonly code = 'malformed-answer'
  /** The first 80 characters of it. */
  readonly excerpt: string

  constructor(command: SoftApCommand, excerpt: string, options?: { cause?: unknown }) {
    super(
      command,
      `the answer ${JSON.stringify(excerpt)} is not a Photon's`,
      'Check that host and port are those of a Photon in listening mode',
      options,
    )
    this.excerpt = excerpt
  }
}

/** The Photon understood and said no. */
export abstract class SoftApRefusal extends SoftApError {
  override readonly r: number

  constructor(command: SoftApCommand, r: number, meaning: string, advice: string) {
    super(command, meaning, advice, { r })
    this.r = r
  }
}

/** The Photon's own scan did not hear the network (r −2). */
export class NetworkNotFound extends SoftApRefusal {
  readonly code = 'network-not-found'
  constructor(command: SoftApCommand, r: number = RESULT_CODES.networkNotFound) {
    super(
      command,
      r,
      'the Photon does not hear that network',
      'Check the spelling and move closer; a hidden network and one on 5 GHz are never heard',
    )
  }
}

/** The SSID is not 1 to 32 bytes long (r −3). */
export class BadSsidLength extends SoftApRefusal {
  readonly code = 'bad-ssid-length'
  constructor(command: SoftApCommand, r: number = RESULT_CODES.badSsidLength) {
    super(command, r, 'the network name is empty or longer than 32 bytes', 'Check the network name')
  }
}

/** The key does not fit the network's security (r −4). */
export class BadPasswordLength extends SoftApRefusal {
  readonly code = 'bad-password-length'
  constructor(command: SoftApCommand, r: number = RESULT_CODES.badPasswordLength) {
    super(
      command,
      r,
      "the password is missing or its length does not fit the network's security",
      'Check the password: 8 to 64 bytes for WPA and WPA2, 5 to 58 for WEP',
    )
  }
}

/** The password, or the key of EAP-TLS, did not decrypt under the Photon's key (r −16640, −17156; −1040 before 0.7.0). */
export class KeyMismatch extends SoftApRefusal {
  readonly code = 'key-mismatch'
  constructor(command: SoftApCommand, r: number = RESULT_CODES.badRsaPadding) {
    super(
      command,
      r,
      "the password was encrypted under a key that is not this Photon's",
      'Read the public key again and encrypt with that',
    )
  }
}

/** An enterprise setting is missing, too long or of a kind that the Photon does not know (r 1 of `configure-ap`). */
export class BadEnterpriseSettings extends SoftApRefusal {
  readonly code = 'bad-enterprise-settings'
  constructor(command: SoftApCommand, r: number = RESULT_CODES.refused) {
    super(
      command,
      r,
      'an enterprise setting is missing or too long',
      'Check identity, password, certificates and private key against what the network wants',
    )
  }
}

/** The Photon does not take the setting (r −1). */
export class SettingRefused extends SoftApRefusal {
  readonly code = 'setting-refused'
  constructor(command: SoftApCommand, r: number = RESULT_CODES.badSetting) {
    super(command, r, 'the Photon does not take that setting', 'Check that the claim code is not empty')
  }
}

/** Any other result code: flash, radio, or memory. */
export class Refused extends SoftApRefusal {
  readonly code = 'refused'
  constructor(command: SoftApCommand, r: number) {
    const { meaning, advice } = r < HIGHEST_RSA_RESULT ? OUT_OF_MEMORY : FAILED
    super(command, r, meaning, advice)
  }
}

/** What the RSA library gives is below this; what the commands give, and the radio's errors, above. */
const HIGHEST_RSA_RESULT = -1_000

const FAILED = {
  meaning: 'the Photon failed to do it',
  advice: 'Reset the Photon, hold SETUP until it blinks blue, and try again',
}

/** Reported of −1103 and its like: a large application leaves RSA too little heap. Source: community thread 45625. */
const OUT_OF_MEMORY = {
  meaning: "the Photon's decryption failed, most likely for want of memory",
  advice:
    'Enter safe mode (hold RESET and SETUP, let go of RESET, of SETUP when it blinks magenta), then hold SETUP until it blinks blue, and try again',
}

/** PolarSSL's name for wrong padding, in Device OS before 0.7.0. */
const POLARSSL_RSA_INVALID_PADDING = -0x410

const REFUSALS = new Map<number, new (command: SoftApCommand, r: number) => SoftApRefusal>([
  [RESULT_CODES.networkNotFound, NetworkNotFound],
  [RESULT_CODES.badSsidLength, BadSsidLength],
  [RESULT_CODES.badPasswordLength, BadPasswordLength],
  [RESULT_CODES.badSetting, SettingRefused],
  [RESULT_CODES.badRsaPadding, KeyMismatch],
  [RESULT_CODES.badRsaInput, KeyMismatch],
  [POLARSSL_RSA_INVALID_PADDING, KeyMismatch],
])

/** The named outcome of a result code that is not 0. */
export function refusal(command: SoftApCommand, r: number): SoftApRefusal {
  if (command === 'configure-ap' && r === RESULT_CODES.refused) return new BadEnterpriseSettings(command)
  return new (REFUSALS.get(r) ?? Refused)(command, r)
}
