import { moduleFacts } from './module-facts.ts'
import { readModuleLayout } from './module-layout.ts'

/** Read by wiring/src/heap.cpp. */
const CONSTANT = 'particle_heap_bytes'

/**
 * Bytes. What System.freeMemory() is on a Photon that is connected, with a system thread and a program that does
 * nothing. Source: github.com/particle-iot/device-os/issues/2082 (Device OS 1.5; of 81,364, the system takes 35,724).
 */
const EMPTY_PROGRAM_FREE = 45_640
/** Bytes. Variables that start as zero of the runtime and of libc, which has no part in what a Photon has. */
const RUNTIME_BSS = 3_300

/** Has the module's heap be as large as the program's on a Photon, where it shares memory with its variables. */
export function setHeapSize(wasm: Uint8Array): void {
  const { size } = moduleFacts(wasm)
  const { globals, data } = readModuleLayout(wasm)
  const address = globals.get(CONSTANT) ?? 0
  const segment = data.find(one => one.address <= address && address + 4 <= one.address + one.bytes.length)
  if (segment === undefined) throw new RangeError(`the module has no ${CONSTANT}`)
  const variables = Math.max(0, size.bssBytes - RUNTIME_BSS)
  const { buffer, byteOffset } = segment.bytes
  new DataView(buffer, byteOffset).setUint32(
    address - segment.address,
    Math.max(0, EMPTY_PROGRAM_FREE - variables),
    true,
  )
}
