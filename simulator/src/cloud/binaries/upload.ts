import type { UploadedFile } from '../http/body.ts'

/** Sources by their path in the project, with `/`. */
export type SourceFiles = ReadonlyMap<string, Uint8Array>

const SOURCE = /\.(ino|pde|cpp|cc|cxx|c|h|hpp|hh|hxx|ipp|inc|mk|properties)$/i

/** Whether an upload is a project to compile rather than a program to flash: by name where the content may lie. */
export function areSources(files: readonly UploadedFile[]): boolean {
  return files.some(file => SOURCE.test(file.originalname)) && !files.some(file => isModule(file.buffer))
}

/** WebAssembly's magic number. */
export function isModule(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '\0asm'
}

/** File names are paths; clients on Windows separate by `\`, and some name the whole path on their disk. */
export function sourceFiles(files: readonly UploadedFile[]): SourceFiles {
  return new Map(files.map(file => [projectPath(file.originalname), file.buffer]))
}

function projectPath(name: string): string {
  return name
    .replaceAll('\\', '/')
    .replace(/^[a-z]:(?=\/)/i, '')
    .replace(/^(?:\.?\/)+/, '')
}
