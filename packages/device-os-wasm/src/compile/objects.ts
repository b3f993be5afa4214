import { contentKey, type FileCache } from './cache.ts'
import type { Step } from './plan.ts'
import type { Project } from './project.ts'

/** What one source was compiled to. */
export interface CompiledSource {
  readonly object: Uint8Array
  /** What the compiler printed. */
  readonly output: string
}

const INCLUDED_SOURCE = /^[ \t]*#[ \t]*include[ \t]*[<"][^>"]+\.(?:c|cc|cpp|cxx|ino|pde)[>"]/im

/**
 * Objects of sources that were compiled before. A source is compiled again when itself, a header of the project, its
 * command, or the set of the project's files has changed.
 */
export class ObjectCache {
  readonly #cache: FileCache
  readonly #shared: readonly string[]

  constructor(cache: FileCache, toolchain: string, project: Project) {
    this.#cache = cache
    const sources = new Set(project.sources)
    const files = [...project.files]
    // A source that another one includes counts as a header; which ones is not worth finding out.
    const sharesSources = files.some(([, text]) => INCLUDED_SOURCE.test(text))
    const headers = files.filter(([path]) => sharesSources || !sources.has(path))
    this.#shared = [toolchain, ...project.files.keys(), '', ...headers.flat()]
  }

  async read(step: Step, text: string): Promise<CompiledSource | undefined> {
    const stored = await this.#cache.read(this.#nameOf(step, text))
    if (stored === undefined) return undefined
    const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength)
    const end = 4 + bytes.readUInt32LE(0)
    return { output: bytes.subarray(4, end).toString(), object: bytes.subarray(end) }
  }

  async write(step: Step, text: string, { object, output }: CompiledSource): Promise<void> {
    const printed = Buffer.from(output)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(printed.length)
    await this.#cache.write(this.#nameOf(step, text), Buffer.concat([length, printed, object]))
  }

  #nameOf(step: Step, text: string): string {
    return `object/${contentKey([...step.command.args, '', text, ...this.#shared])}`
  }
}
