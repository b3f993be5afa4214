/** Source: Device OS dynalib/inc/module_info.h. */
const MODULE_HEADER_BYTES = 24
const CRC_BYTES = 4

const PLATFORMS = new Map([
  [0, 'Core'],
  [6, 'Photon'],
  [8, 'P1'],
  [10, 'Electron'],
  [12, 'Argon'],
  [13, 'Boron'],
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

/** The platform that a program's image states: one whose addresses are as far apart as it is long. */
function armPlatform(bytes: Uint8Array): number | undefined {
  if (bytes.length < MODULE_HEADER_BYTES + CRC_BYTES) return undefined
  const header = new DataView(bytes.buffer, bytes.byteOffset, MODULE_HEADER_BYTES)
  const start = header.getUint32(0, true)
  const end = header.getUint32(4, true)
  return end - start === bytes.length - CRC_BYTES ? header.getUint16(12, true) : undefined
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic
}
