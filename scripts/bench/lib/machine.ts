import { createRequire } from 'node:module'
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os'

/** What figures depend on beside the code. */
export interface Machine {
  readonly cores: number
  readonly processor: string
  readonly memoryGib: number
  readonly system: string
  readonly node: string
  readonly openssl: string
}

export function describeMachine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release().split('-')[0]} ${arch()}`,
    node: process.versions.node,
    openssl: process.versions.openssl,
  }
}

const require = createRequire(import.meta.url)

/** The versions of packages as they are installed here. */
export function packageVersions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map(name => {
      const manifest: { version: string } = require(`${name}/package.json`)
      return [name, manifest.version]
    }),
  )
}
