/** What a library says of itself in its `library.properties`. Absent texts are empty. */
export interface LibraryFacts {
  readonly name: string
  /** Such as `1.0.0`. */
  readonly version: string
  readonly author: string
  readonly license: string
  readonly sentence: string
  readonly paragraph: string
  readonly category: string
  readonly url: string
  readonly repository: string
  /** Empty when it runs on all of them. */
  readonly architectures: readonly string[]
}

/** Where the facts stand in a library. */
export const PROPERTIES_FILE = 'library.properties'

/** `key=value` lines; `#` and `!` begin comments. The first `=` or `:` ends the key. */
export function readProperties(text: string): LibraryFacts {
  const values = new Map<string, string>()
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const [, key, value] = /^\s*([^\s#!=:][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? []
    if (key !== undefined && value !== undefined) values.set(key, value)
  }
  const field = (key: string): string => values.get(key) ?? ''
  return {
    name: field('name'),
    version: field('version'),
    author: field('author'),
    license: field('license'),
    sentence: field('sentence'),
    paragraph: field('paragraph'),
    category: field('category'),
    url: field('url'),
    repository: field('repository'),
    architectures: field('architectures')
      .split(',')
      .map(architecture => architecture.trim())
      .filter(architecture => architecture !== ''),
  }
}

/** Letters, digits, `-`, `_` and `+`: what a library's name may be. Source: particle-library-manager validation.js. */
export function isLibraryName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9\-_+]*$/.test(name) && name.length <= 128
}

export function isLibraryVersion(version: string): boolean {
  return /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(version)
}

/** What is wrong with the facts of a library that is to be taken; the rules are those that particle-cli checks itself. */
export function faultsOf(facts: LibraryFacts): string[] {
  const faults = (['name', 'version', 'author', 'sentence'] as const)
    .filter(field => facts[field] === '')
    .map(field => `${field} can't be blank`)
  if (facts.name !== '' && !isLibraryName(facts.name)) {
    faults.push('name must only contain letters, numbers, dashes, underscores and plus signs')
  }
  if (facts.version !== '' && !isLibraryVersion(facts.version)) {
    faults.push('version must be formatted like 1.0.0')
  }
  return faults
}

/** Negative when `a` is the older one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
