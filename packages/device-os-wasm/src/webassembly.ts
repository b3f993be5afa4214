/** A compiled `WebAssembly.Module`. Opaque here, so that no caller needs the DOM's type library. */
export type WasmModule = object

export interface WasmMemory {
  readonly buffer: ArrayBuffer
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>
}

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The part of JavaScript's WebAssembly API that is used here, with JavaScript Promise Integration. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule>
  readonly Module: {
    customSections(module: WasmModule, name: string): ArrayBuffer[]
    imports(module: WasmModule): { readonly module: string; readonly name: string }[]
  }
  readonly Instance: new (module: WasmModule, imports: Imports) => WasmInstance
  /** An import during which the calling instance is suspended. */
  readonly Suspending: new <Args extends unknown[]>(
    call: (...args: Args) => unknown,
  ) => object
  /** An export that may be suspended. */
  promising<Args extends unknown[]>(call: (...args: Args) => unknown): (...args: Args) => Promise<unknown>
}

export const WebAssembly: WebAssemblyApi = Reflect.get(globalThis, 'WebAssembly')
