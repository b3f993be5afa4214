import type { Subject } from './subject.ts'

/** The part of JavaScript's WebAssembly API that is used here, for which Node has no types. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: { readonly loop: () => void } }
  promising(call: () => void): () => Promise<void>
}

const WebAssembly: WebAssemblyApi = Reflect.get(globalThis, 'WebAssembly')

/** `(module (memory (export "memory") 2 2) (func (export "loop")))`: 128 KiB, as our compiler gives a firmware. */
const MODULE = Buffer.from(
  [
    '0061736d01000000', // magic number, version
    '010401600000', // types: one function from nothing to nothing
    '03020100', // functions: one of that type
    '050401010202', // memories: one of two pages
    '0711 02 046c6f6f700000 066d656d6f72790200', // exports: loop, memory
    '0a0401 02000b', // code: nothing
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
)

const module = new WebAssembly.Module(MODULE)

/** The floor: what an instance, its memory and a call cost by themselves. */
export function bare(): Subject {
  const loops: (() => void)[] = []
  return {
    async start() {
      loops.push(new WebAssembly.Instance(module).exports.loop)
    },
    async turnAll() {
      for (const loop of loops) loop()
    },
  }
}

/** The floor of a call that may be suspended, and is waited for. */
export function awaited(): Subject {
  const loops: (() => Promise<void>)[] = []
  return {
    async start() {
      loops.push(WebAssembly.promising(new WebAssembly.Instance(module).exports.loop))
    },
    async turnAll() {
      for (const loop of loops) await loop()
    },
  }
}
