import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto'
import type { SoftApDevice } from '../../../src/photon/softap/index.ts'
import type { StoredNetwork } from '../../../src/photon/storage/network.ts'
import type { AccessPoint } from '../../../src/world/index.ts'

const WPA2_AES = 0x0040_0004

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
export const SPKI: Uint8Array = publicKey.export({ type: 'spki', format: 'der' })
const MODULUS = BigInt(`0x${Buffer.from(SPKI.subarray(29, 157)).toString('hex')}`)

/** What a client makes of a password: PKCS#1 v1.5, 256 hex digits. */
export function encrypt(password: string | Uint8Array): string {
  return publicEncrypt(
    { key: publicKey, padding: constants.RSA_PKCS1_PADDING },
    Buffer.from(password),
  ).toString('hex')
}

/** A block of 128 bytes under the device's key, with no padding of its own. */
export function encryptBlock(block: Uint8Array): string {
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block).toString('hex')
}

/** A Photon without a Photon: what the protocol asks of it, and what it was told. */
export interface FakeDevice extends SoftApDevice {
  stored: StoredNetwork[]
  claimCodes: string[]
  scans: number
  departures: number
  air: AccessPoint[]
  claimed: boolean
}

export function accessPoint(ssid: string | Uint8Array, differences: Partial<AccessPoint> = {}): AccessPoint {
  const name = typeof ssid === 'string' ? Buffer.from(ssid) : ssid
  return {
    ssid: name,
    bssid: `02:${Buffer.from(name).toString('hex').padEnd(10, '0').slice(0, 10)}`,
    rssiDbm: -51,
    sec: WPA2_AES,
    channel: 6,
    maxRateKbps: 144_400,
    ...differences,
  }
}

export function createFakeDevice(differences: Partial<FakeDevice> = {}): FakeDevice {
  const device: FakeDevice = {
    deviceId: '3f003b000f47343432313031',
    stored: [],
    claimCodes: [],
    scans: 0,
    departures: 0,
    air: [
      accessPoint('LabNet'),
      accessPoint('Guest', { sec: 0, rssiDbm: -78, channel: 11, maxRateKbps: 54_000 }),
    ],
    claimed: false,
    isClaimed: () => device.claimed,
    publicKey: async () => SPKI,
    async decryptRaw(ciphertext) {
      if (BigInt(`0x${Buffer.from(ciphertext).toString('hex')}`) >= MODULUS) {
        throw new RangeError('ciphertext is not smaller than the modulus')
      }
      return privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, ciphertext)
    },
    async scan() {
      device.scans++
      return device.air
    },
    storeNetwork: network => void device.stored.push(network),
    setClaimCode: code => void device.claimCodes.push(Buffer.from(code).toString('latin1')),
    leaveListeningMode: () => void device.departures++,
    ...differences,
  }
  return device
}
