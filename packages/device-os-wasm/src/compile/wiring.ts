import { readdir, readFile } from 'node:fs/promises'
import { RUNTIME_SOURCE, WIRING_ROOT } from './flags.ts'

const WIRING = new URL('../../wiring/', import.meta.url)

let loaded: Promise<ReadonlyMap<string, string>> | undefined

/** The Device OS API's headers and sources, at their paths in the compiler's file system. */
export function wiringFiles(): Promise<ReadonlyMap<string, string>> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const folder of ['inc', 'src']) {
    const inside = await readdir(new URL(`${folder}/`, WIRING), { recursive: true })
    for (const name of inside.map(one => one.replaceAll('\\', '/')).sort()) {
      if (!/\.(h|cpp)$/.test(name)) continue
      files.set(
        `${WIRING_ROOT}/${folder}/${name}`,
        await readFile(new URL(`${folder}/${name}`, WIRING), 'utf8'),
      )
    }
  }
  // One translation unit: it compiles in a third of the time that its parts take.
  const parts = [...files.keys()].filter(path => path.endsWith('.cpp'))
  files.set(RUNTIME_SOURCE, parts.map(path => `#include "${path.slice(WIRING_ROOT.length + 1)}"\n`).join(''))
  return files
}
