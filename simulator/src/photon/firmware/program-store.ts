import { createHash } from 'node:crypto'
import { type CompiledFirmware, loadFirmware } from '@particle-setup/device-os-wasm/compile'

/**
 * Programs that Photons were updated with, each there once however many Photons have it: its bytes, and the
 * module compiled from them. Forgotten when no Photon holds the bytes any more.
 */
export class ProgramStore {
  private readonly shared = new Map<string, WeakRef<Uint8Array>>()
  private readonly opened = new WeakMap<Uint8Array, Promise<CompiledFirmware>>()
  private readonly unused = new FinalizationRegistry<string>(sha256 => {
    if (this.shared.get(sha256)?.deref() === undefined) this.shared.delete(sha256)
  })

  /**
   * The program that these bytes make. Whoever keeps it keeps its `wasm`, which is the same for all.
   *
   * @throws FirmwareFileError when it is none that can be run here.
   */
  open(...parts: readonly Uint8Array[]): Promise<CompiledFirmware> {
    const [first] = parts
    const known = parts.length === 1 && first !== undefined ? this.opened.get(first) : undefined
    return known ?? this.openOnce(parts)
  }

  private openOnce(parts: readonly Uint8Array[]): Promise<CompiledFirmware> {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    const sha256 = hash.digest('hex')
    const there = this.shared.get(sha256)?.deref()
    const opened = there && this.opened.get(there)
    if (opened) return opened
    // Its own buffer, of just its length: a part may be a view of something larger.
    const wasm = new Uint8Array(Buffer.concat(parts))
    const opening = loadFirmware(wasm)
    this.shared.set(sha256, new WeakRef(wasm))
    this.opened.set(wasm, opening)
    this.unused.register(wasm, sha256)
    return opening
  }
}
