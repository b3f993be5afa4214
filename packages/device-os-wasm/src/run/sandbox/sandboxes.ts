import type { WasmModule } from '../../webassembly.ts'
import { importsOf, type ModuleImport } from '../imports/index.ts'
import { BlockStore } from './block-store.ts'
import { Sandbox, type Tenant } from './sandbox.ts'

/**
 * As many firmwares have a sandbox each, and keep it. Of more, those that neither run nor wait inside a call are moved
 * out and kept as what differs: a sandbox takes 50 KB and, for its memory, gigabytes of address space.
 */
const KEPT = 128

const pools = new WeakMap<WasmModule, Sandboxes>()

/** All sandboxes of one module in this process. */
export class Sandboxes {
  readonly imports: readonly ModuleImport[]
  readonly #module: WasmModule
  readonly #store = new BlockStore()
  readonly #vacant: Sandbox[] = []
  /** Those that can be taken from whoever is in them, the longest out of use first. */
  readonly #resting = new Set<Sandbox>()
  #pristine: Buffer | undefined
  #count = 0

  private constructor(module: WasmModule) {
    this.#module = module
    this.imports = importsOf(module)
  }

  static of(module: WasmModule): Sandboxes {
    const known = pools.get(module) ?? new Sandboxes(module)
    pools.set(module, known)
    return known
  }

  /**
   * Puts a firmware into a sandbox, where it stays at least until it {@link rest}s.
   *
   * @throws FirmwareLimitError when the process can hold no more of them.
   */
  enter(tenant: Tenant): Sandbox {
    if (tenant.sandbox) {
      this.#resting.delete(tenant.sandbox)
      return tenant.sandbox
    }
    const sandbox = this.#vacant.pop() ?? this.#takeOldest() ?? this.#create()
    sandbox.moveIn(tenant)
    return sandbox
  }

  /** Nothing of the firmware is inside a call: it may be moved out. */
  rest(tenant: Tenant): void {
    if (tenant.sandbox) this.#resting.add(tenant.sandbox)
  }

  /** The firmware has ended. */
  leave(tenant: Tenant): void {
    const { sandbox } = tenant
    if (sandbox !== undefined) {
      this.#resting.delete(sandbox)
      sandbox.moveOut(this.#store)
      if (this.#count > KEPT) this.#count--
      else this.#vacant.push(sandbox)
    }
    tenant.image?.drop()
    tenant.image = undefined
  }

  #takeOldest(): Sandbox | undefined {
    if (this.#count < KEPT) return undefined
    const [oldest] = this.#resting
    if (oldest === undefined) return undefined
    this.#resting.delete(oldest)
    oldest.moveOut(this.#store)
    return oldest
  }

  #create(): Sandbox {
    const sandbox = new Sandbox(this.#module, this.imports, this.#pristine)
    this.#pristine = sandbox.pristine
    this.#count++
    return sandbox
  }
}
