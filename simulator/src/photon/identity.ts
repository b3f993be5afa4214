import { createHash } from 'node:crypto'
import type { Random } from '../world/index.ts'

/** What a Photon has from the factory and never loses. */
export interface PhotonIdentity {
  /** 24 lower-case hex digits. */
  readonly deviceId: string
  /** At most six characters; the setup network is `Photon-` and these, or the first four of them. */
  readonly setupCode: string
}

/** Without 0, 1, I and O. Source: Device OS hal/src/stm32f2xx/device_code.cpp. */
const SETUP_CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const SETUP_CODE_LENGTH = 6

/**
 * An id is the STM32's unique number: place on the wafer, wafer, and the lot as text.
 * Source: STM32F205 reference manual, unique device ID register; ids of Photons in public logs.
 */
export function createIdentity(random: Random): PhotonIdentity {
  const digit = (): string => `3${random.integer(0, 9)}`
  const lot = `47${Array.from({ length: 6 }, digit).join('')}`
  return {
    deviceId: `${random.hex(2)}00${random.hex(2)}00${random.hex(2)}${lot}`,
    setupCode: Array.from({ length: SETUP_CODE_LENGTH }, () =>
      SETUP_CODE_ALPHABET.charAt(random.integer(0, SETUP_CODE_ALPHABET.length - 1)),
    ).join(''),
  }
}

/** @param codeLength how many characters of the code the firmware reads. */
export function setupSsid(identity: PhotonIdentity, codeLength: number): string {
  return `Photon-${identity.setupCode.slice(0, codeLength)}`
}

/** Of Universal Global Scientific Industrial, who make the Photon's radio. Source: IEEE's list of OUIs. */
const RADIO_MAKER = [0xe0, 0x4f, 0x43]

/** The radio's own, six bytes. A real one has nothing to do with the id; here the id alone makes it. */
export function macAddress({ deviceId }: PhotonIdentity): Uint8Array {
  return Uint8Array.of(...RADIO_MAKER, ...createHash('sha256').update(deviceId).digest().subarray(0, 3))
}
