import { admitsUser, type EapCredentials } from './air-enterprise.ts'
import { admits, type JoinSecurity, joinClass } from './air-security.ts'
import { createEmitter } from './emitter.ts'
import { createRandom, type Random } from './random.ts'

/** An access point as a Photon's radio hears it. */
export interface AccessPoint {
  /** Raw bytes, 0 to 32; empty is a hidden network. */
  readonly ssid: Uint8Array
  /** Six bytes, `aa:bb:cc:dd:ee:ff`. */
  readonly bssid: string
  readonly rssiDbm: number
  /** WICED security value. */
  readonly sec: number
  readonly channel: number
  /** Highest data rate in kbit/s. */
  readonly maxRateKbps: number
}

/** A network in the air, as a world states it. */
export interface AirNetwork {
  /** 1 to 32 bytes; text is taken as UTF-8. */
  ssid: string | Uint8Array
  /** Passphrase of 8 to 63 bytes, or 64 hex digits; WEP: the key; enterprise: the user's. None for an open network. */
  password?: string
  /** Enterprise: the user who gets in with the password, by PEAP. Default: any. */
  identity?: string
  /** Enterprise: the certificate that gets in, by EAP-TLS; PEM. Default: none, or any where no password is stated. */
  clientCertificate?: string
  /** WICED security value. Default: WPA2-AES with a password, open without. */
  sec?: number
  /** 1 to 14. Default 6. */
  channel?: number
  /** Mean signal strength. Default -50. */
  rssiDbm?: number
  /** Sends no name; can be joined by those who know it. Default false. */
  hidden?: boolean
  /** `aa:bb:cc:dd:ee:ff`. Default: made from the seed and the name. */
  bssid?: string
  /** Highest data rate in kbit/s. Default 144400. */
  maxRateKbps?: number
  /** Hands out addresses. Default true. */
  dhcp?: boolean
}

export type JoinOutcome = 'joined' | 'not-found' | 'wrong-key' | 'no-dhcp'

/** A network as it is in the air: every default filled in. */
export interface AirEntry extends AccessPoint {
  readonly password: string | undefined
  readonly identity: string | undefined
  readonly clientCertificate: string | undefined
  readonly hidden: boolean
  readonly dhcp: boolean
}

/** The 2.4 GHz band around the Photons. Networks come, change and go while the simulation runs. */
export interface Air {
  /** @throws RangeError for a name that is empty or longer than 32 bytes, or a BSSID that is taken. */
  add(network: AirNetwork): AirEntry
  /** Every network of that name; answers how many went. */
  remove(ssid: string | Uint8Array): number
  /** Changes every network of that name; answers how many changed. */
  change(ssid: string | Uint8Array, change: Partial<AirNetwork>): number
  networks(): readonly AirEntry[]
  /** One scan of all channels, each signal a few dB off its mean. Hidden networks come without a name. */
  scan(): readonly AccessPoint[]
  /** How an attempt to join ends. `key` as the device has it in flash, `user` for enterprise networks. */
  join(ssid: Uint8Array, security: JoinSecurity, key: Uint8Array, user?: EapCredentials): JoinOutcome
  /** Signal strength of the strongest network of that name right now, `undefined` when there is none. */
  rssiDbm(ssid: Uint8Array): number | undefined
  /** Told after networks came, changed or went. @returns a function that ends it. */
  onChange(listener: () => void): () => void
}

export interface AirOptions {
  /** Default {@link DEFAULT_NETWORKS}. */
  networks?: readonly AirNetwork[]
  random?: Random
}

const WPA2_AES = 0x0040_0004
const NOISE_DB = 3

/** One protected and one open network, so that both ways in can be tried at once. */
export const DEFAULT_NETWORKS: readonly AirNetwork[] = [
  { ssid: 'HomeNet', password: 'correct-horse', sec: WPA2_AES, channel: 6, rssiDbm: -48 },
  { ssid: 'CafeOpen', sec: 0, channel: 11, rssiDbm: -67 },
]

export function createAir(options: AirOptions = {}): Air {
  const random = (options.random ?? createRandom('air')).fork('air')
  const noise = random.fork('noise')
  const events = createEmitter<{ change: undefined }>()
  let entries: AirEntry[] = []

  const named = (ssid: Uint8Array): AirEntry[] => entries.filter(entry => sameBytes(entry.ssid, ssid))
  const heard = (entry: AirEntry): number => Math.min(-1, entry.rssiDbm + noise.integer(-NOISE_DB, NOISE_DB))

  const add = (network: AirNetwork): AirEntry => {
    const entry = fill(network, random)
    if (entries.some(other => other.bssid === entry.bssid)) {
      throw new RangeError(`BSSID ${entry.bssid} is taken; give the network of the same name its own bssid`)
    }
    entries.push(entry)
    events.emit('change', undefined)
    return entry
  }
  for (const network of options.networks ?? DEFAULT_NETWORKS) add(network)

  return {
    add,
    remove(ssid) {
      const going = named(toBytes(ssid))
      entries = entries.filter(entry => !going.includes(entry))
      if (going.length > 0) events.emit('change', undefined)
      return going.length
    },
    change(ssid, change) {
      const changing = named(toBytes(ssid))
      const changed = new Map(
        changing.map(entry => [entry, fill({ ...toNetwork(entry), ...change }, random)]),
      )
      entries = entries.map(entry => changed.get(entry) ?? entry)
      if (changing.length > 0) events.emit('change', undefined)
      return changing.length
    },
    networks: () => [...entries],
    scan: () =>
      entries.map(entry => ({
        ssid: entry.hidden ? new Uint8Array() : entry.ssid,
        bssid: entry.bssid,
        rssiDbm: heard(entry),
        sec: entry.sec,
        channel: entry.channel,
        maxRateKbps: entry.maxRateKbps,
      })),
    join(ssid, security, key, user) {
      const found = named(ssid)
      if (found.length === 0) return 'not-found'
      const kind = joinClass(security)
      const open = found.find(
        entry =>
          joinClass(entry.sec) === kind &&
          (kind === 'enterprise' ? admitsUser(entry, key, user) : admits(entry, key)),
      )
      if (open === undefined) return 'wrong-key'
      return open.dhcp ? 'joined' : 'no-dhcp'
    },
    rssiDbm(ssid) {
      const found = named(ssid)
      return found.length === 0 ? undefined : Math.max(...found.map(heard))
    },
    onChange: listener => events.on('change', listener),
  }
}

function fill(network: AirNetwork, random: Random): AirEntry {
  const ssid = toBytes(network.ssid)
  if (ssid.length < 1 || ssid.length > 32) {
    throw new RangeError(`network name "${network.ssid}" has ${ssid.length} bytes; give 1 to 32`)
  }
  return {
    ssid,
    bssid: network.bssid ?? bssidFor(ssid, random),
    rssiDbm: network.rssiDbm ?? -50,
    sec: network.sec ?? (network.password === undefined ? 0 : WPA2_AES),
    channel: network.channel ?? 6,
    maxRateKbps: network.maxRateKbps ?? 144_400,
    password: network.password,
    identity: network.identity,
    clientCertificate: network.clientCertificate,
    hidden: network.hidden ?? false,
    dhcp: network.dhcp ?? true,
  }
}

function toNetwork({ password, identity, clientCertificate, ...entry }: AirEntry): AirNetwork {
  return {
    ...entry,
    ...(password !== undefined && { password }),
    ...(identity !== undefined && { identity }),
    ...(clientCertificate !== undefined && { clientCertificate }),
  }
}

/** 02 marks an address that its owner made up. */
function bssidFor(ssid: Uint8Array, random: Random): string {
  const digits = random.fork(`bssid/${Buffer.from(ssid).toString('hex')}`).hex(10)
  return `02:${digits.match(/../g)?.join(':') ?? ''}`
}

function toBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? new TextEncoder().encode(text) : text
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
