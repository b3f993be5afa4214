/** Start of an image's first module on STM32F2: somewhere in its megabyte of flash. Source: module_info.h. */
const FLASH_START = 0x0800_0000
const FLASH_END = 0x0810_0000
const MODULE_HEADER_BYTES = 24
const CRC_BYTES = 4

const PLATFORMS = new Map([
  [0, 'Core'],
  [6, 'Photon'],
  [8, 'P1'],
  [10, 'Electron'],
])

/** Says what bytes are that are no WebAssembly, as far as people are likely to mistake them for a firmware. */
export function describeForeignBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'it is empty'
  const platform = armPlatform(bytes)
  if (platform !== undefined) {
    const name = PLATFORMS.get(platform)
    return `it is an ARM image for platform ${platform}${name ? ` (${name})` : ''}, and this runs WebAssembly`
  }
  if (startsWith(bytes, '\x7fELF')) return 'it is an ELF file, and this runs WebAssembly'
  if (startsWith(bytes, 'PK\x03\x04')) return 'it is a zip archive'
  return 'it is not a WebAssembly module'
}

/** The platform that an image states whose addresses and length agree. */
function armPlatform(bytes: Uint8Array): number | undefined {
  if (bytes.length < MODULE_HEADER_BYTES + CRC_BYTES) return undefined
  const header = new DataView(bytes.buffer, bytes.byteOffset, MODULE_HEADER_BYTES)
  const start = header.getUint32(0, true)
  const end = header.getUint32(4, true)
  const isImage = start >= FLASH_START && end <= FLASH_END && end - start === bytes.length - CRC_BYTES
  return isImage ? header.getUint16(12, true) : undefined
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic
}
