import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { PHOTON_PLATFORM_ID } from '@particle-setup/protocol/device'

/** What a Device OS image for a real device says of itself. Source: Device OS dynalib/inc/module_info.h. */
export interface ArmModule {
  /** 6 is a Photon. */
  readonly platformId: number
  readonly function: ArmModuleFunction
  readonly index: number
  readonly version: number
  /** Where it lies in flash. */
  readonly startAddress: number
  /** All of it, with its checksum. */
  readonly sizeBytes: number
  /** What it needs to find on the device, such as system part 2 from a version on. */
  readonly dependencies: readonly ArmModuleDependency[]
  /** As its end states it, lower-case hex. */
  readonly sha256: string
  readonly sha256Valid: boolean
  readonly crc32Valid: boolean
  /**
   * A whole user part for a Photon that has Tinker's functions: the image that every particle-cli brings along for
   * `flash DEVICE tinker`, whatever its version.
   */
  readonly isTinker: boolean
}

export interface ArmModuleDependency {
  readonly function: ArmModuleFunction
  readonly index: number
  readonly version: number
}

const FUNCTIONS = ['none', 'resource', 'bootloader', 'monolithic', 'system-part', 'user-part'] as const

export type ArmModuleFunction = (typeof FUNCTIONS)[number] | 'other'

/** A module begins with its header, or with the processor's vectors, as long as those of the chip are. */
const HEADER_OFFSETS = [0, 0x184, 0x200] as const
const HEADER_BYTES = 24
const CRC_BYTES = 4
/** SHA-256, and the size of what lies between the code and the checksum. */
const SHA256_BYTES = 32
const SUFFIX_END_BYTES = SHA256_BYTES + 2 + CRC_BYTES

const TINKER_FUNCTIONS = ['digitalread', 'digitalwrite', 'analogread', 'analogwrite'] as const

/** Answers `undefined` for bytes that are no image, or not all of one. */
export function readArmModule(bytes: Uint8Array): ArmModule | undefined {
  const image = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const offset = HEADER_OFFSETS.find(candidate => isHeaderAt(image, candidate))
  if (offset === undefined) return undefined
  const header = image.subarray(offset, offset + HEADER_BYTES)
  const shaAt = image.length - SUFFIX_END_BYTES
  const sha256 = image.subarray(shaAt, shaAt + SHA256_BYTES).toString('hex')
  const facts = {
    platformId: header.readUInt16LE(12),
    function: functionOf(header.readUInt8(14)),
    index: header.readUInt8(15),
    version: header.readUInt16LE(10),
    startAddress: header.readUInt32LE(0),
    sizeBytes: image.length,
    dependencies: [16, 20].flatMap(at => dependencyAt(header, at)),
    sha256,
    sha256Valid: createHash('sha256').update(image.subarray(0, shaAt)).digest('hex') === sha256,
    crc32Valid: crc32(image.subarray(0, -CRC_BYTES)) === image.readUInt32BE(image.length - CRC_BYTES),
  }
  const isProgram = facts.platformId === PHOTON_PLATFORM_ID && facts.function === 'user-part'
  const isTinker =
    isProgram && facts.crc32Valid && TINKER_FUNCTIONS.every(name => image.includes(cString(name)))
  return { ...facts, isTinker }
}

/** Addresses that are as far apart as the image is long: nothing else is likely to have them. */
function isHeaderAt(image: Buffer, offset: number): boolean {
  if (image.length < offset + HEADER_BYTES + SUFFIX_END_BYTES) return false
  const start = image.readUInt32LE(offset)
  const end = image.readUInt32LE(offset + 4)
  return end - start === image.length - CRC_BYTES
}

function functionOf(code: number): ArmModuleFunction {
  return FUNCTIONS[code] ?? 'other'
}

function dependencyAt(header: Buffer, at: number): ArmModuleDependency[] {
  const needed = functionOf(header.readUInt8(at))
  if (needed === 'none') return []
  return [{ function: needed, index: header.readUInt8(at + 1), version: header.readUInt16LE(at + 2) }]
}

/** Ends with a zero; begins after one, or after whatever else lies before the first string. */
function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1')
}
