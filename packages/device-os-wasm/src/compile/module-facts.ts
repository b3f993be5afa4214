import { STACK_BYTES } from './flags.ts'
import { type ModuleLayout, readModuleLayout } from './module-layout.ts'

/** What a firmware takes, in the terms of a linker's map. */
export interface FirmwareSize {
  /** The module's code section. */
  readonly textBytes: number
  /** Its data segments: constants, and variables that start with a value. */
  readonly dataBytes: number
  /**
   * Variables that start as zero, with what aligns them. No segment states them: it is what static memory, from the
   * stack's end to the linker's `__data_end`, holds besides the segments.
   */
  readonly bssBytes: number
}

/** What `PRODUCT_ID` and `PRODUCT_VERSION` state. */
export interface FirmwareProduct {
  readonly id: number | undefined
  readonly version: number | undefined
}

/** Reads what a module says of itself without being run. */
export function moduleFacts(wasm: Uint8Array): {
  size: FirmwareSize
  product: FirmwareProduct | undefined
} {
  const layout = readModuleLayout(wasm)
  const dataBytes = layout.data.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const staticBytes = (layout.globals.get('__data_end') ?? STACK_BYTES) - STACK_BYTES
  const id = constant(layout, 'particle_product_id')
  const version = constant(layout, 'particle_product_version')
  return {
    size: { textBytes: layout.codeBytes, dataBytes, bssBytes: Math.max(0, staticBytes - dataBytes) },
    product: id === undefined && version === undefined ? undefined : { id, version },
  }
}

/** An exported `uint16_t`. Its address lies in a segment, except for a zero that the linker put among the others. */
function constant(layout: ModuleLayout, name: string): number | undefined {
  const address = layout.globals.get(name)
  if (address === undefined) return undefined
  const segment = layout.data.find(
    one => one.address <= address && address + 2 <= one.address + one.bytes.length,
  )
  if (segment === undefined) return 0
  const at = address - segment.address
  return (segment.bytes[at] ?? 0) | ((segment.bytes[at + 1] ?? 0) << 8)
}
