import { EEPROM_BYTES } from '@particle-setup/device-os-wasm/run'
import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import type { Clock, Random } from '../../world/index.ts'
import { createIdentity, type PhotonIdentity } from '../identity.ts'
import { DeviceKeyPair } from './key-pair.ts'
import type { StoredNetwork } from './network.ts'
import { withNetwork } from './networks.ts'
import { PrimePool } from './prime-pool.ts'
import { FACTORY_WIFI_SETTINGS, type WifiSettings } from './wifi-settings.ts'

/** What survives a reset and a power cut, as plain data. */
export interface FlashContents {
  readonly identity: PhotonIdentity
  /** Absent until it is first needed. */
  readonly keyPair: DeviceKeyPair | undefined
  /** At most five, the first tried first. */
  readonly networks: readonly StoredNetwork[]
  readonly wifi: WifiSettings
  readonly claimCode: Uint8Array | undefined
  /** Set when the cloud first acknowledged a claim code; never goes back. */
  readonly claimed: boolean
  /** {@link EEPROM_BYTES} bytes; the program writes to them directly. */
  readonly eeprom: Uint8Array
  /** What an update has brought; `undefined`: the Photon runs what it was made with. */
  readonly program: Uint8Array | undefined
  /** The last update has succeeded, and no cloud knows yet. */
  readonly updated: boolean
}

/** The Photon's flash memory. */
export class Flash {
  private contents: FlashContents
  private keys: Promise<DeviceKeyPair> | undefined
  private readonly onWrite: ((contents: FlashContents) => void) | undefined
  private readonly keptEeprom: Uint8Array | undefined
  private readonly primes: PrimePool

  /** `onWrite` is told after every change, those to the EEPROM when they are committed. */
  constructor(
    contents: FlashContents,
    onWrite?: (contents: FlashContents) => void,
    primes = new PrimePool(),
  ) {
    this.contents = contents
    this.primes = primes
    this.onWrite = onWrite
    this.keptEeprom = onWrite && contents.eeprom.slice()
  }

  get identity(): PhotonIdentity {
    return this.contents.identity
  }

  get networks(): readonly StoredNetwork[] {
    return this.contents.networks
  }

  get wifi(): WifiSettings {
    return this.contents.wifi
  }

  get claimCode(): Uint8Array | undefined {
    return this.contents.claimCode
  }

  get claimed(): boolean {
    return this.contents.claimed
  }

  get eeprom(): Uint8Array {
    return this.contents.eeprom
  }

  get program(): Uint8Array | undefined {
    return this.contents.program
  }

  get updated(): boolean {
    return this.contents.updated
  }

  /** An update has brought it. */
  storeProgram(program: Uint8Array): void {
    this.write({ program, updated: true })
  }

  /** Puts the same bytes from elsewhere in place of its own, so that many Photons hold them once. */
  shareProgram(program: Uint8Array): void {
    this.contents = { ...this.contents, program }
  }

  /** Back to what the Photon was made with. */
  eraseProgram(): void {
    if (this.contents.program !== undefined) this.write({ program: undefined, updated: false })
  }

  /** The cloud knows that the update has succeeded. */
  markUpdateTold(): void {
    if (this.contents.updated) this.write({ updated: false })
  }

  /** Generated on first need, and kept. A virtual clock stands still meanwhile. */
  keyPair(clock: Clock): Promise<DeviceKeyPair> {
    this.keys ??= clock.hold(this.loadKeys())
    return this.keys
  }

  storeNetwork(network: StoredNetwork): void {
    this.write({ networks: withNetwork(this.contents.networks, network) })
  }

  clearNetworks(): void {
    this.write({ networks: [] })
  }

  setWifi(change: Partial<WifiSettings>): void {
    this.write({ wifi: { ...this.contents.wifi, ...change } })
  }

  /** Cut at 63 bytes, as the device's flash has room for. Source: Device OS v2.3.1 dct.h. */
  setClaimCode(code: Uint8Array): void {
    this.write({ claimCode: code.slice(0, SOFTAP_LIMITS.claimCodeBytes) })
  }

  /** The cloud has acknowledged a claim code: it is forgotten, and the fact stays. */
  markClaimed(): void {
    if (this.contents.claimed && this.contents.claimCode === undefined) return
    this.write({ claimed: true, claimCode: undefined })
  }

  /** Somebody is told of changes. */
  get isKept(): boolean {
    return this.onWrite !== undefined
  }

  /** Whatever the program has written to the EEPROM since is kept from here on. */
  commitEeprom(): void {
    const { eeprom } = this.contents
    if (this.keptEeprom === undefined || Buffer.compare(eeprom, this.keptEeprom) === 0) return
    this.keptEeprom.set(eeprom)
    this.onWrite?.(this.contents)
  }

  private async loadKeys(): Promise<DeviceKeyPair> {
    if (this.contents.keyPair !== undefined) return this.contents.keyPair
    const keyPair = new DeviceKeyPair(await this.primes.take())
    this.write({ keyPair })
    return keyPair
  }

  private write(change: Partial<FlashContents>): void {
    this.contents = { ...this.contents, ...change }
    this.onWrite?.(this.contents)
  }
}

/** A Photon as it leaves the factory. The same seed makes the same id and setup network. */
export function factoryContents(random: Random, identity: Partial<PhotonIdentity> = {}): FlashContents {
  return {
    identity: { ...createIdentity(random), ...identity },
    keyPair: undefined,
    networks: [],
    wifi: FACTORY_WIFI_SETTINGS,
    claimCode: undefined,
    claimed: false,
    eeprom: new Uint8Array(EEPROM_BYTES).fill(0xff),
    program: undefined,
    updated: false,
  }
}
