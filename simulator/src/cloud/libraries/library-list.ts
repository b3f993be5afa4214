import type { Libraries, LibraryVersion } from './entity.ts'
import { isVerified } from './format.ts'
import type { ListQuery } from './schemas.ts'

/** A library with what a list may be sorted by. */
interface Item {
  readonly version: LibraryVersion
  readonly downloads: number
}

const SCOPES: Readonly<Record<string, (version: LibraryVersion, viewerId: string) => boolean>> = {
  all: () => true,
  official: () => false,
  verified: isVerified,
  featured: isVerified,
  public: version => version.isPublic,
  private: version => !version.isPublic,
  mine: (version, viewerId) => version.ownerId === viewerId,
}

/** As `sort` has them without a `-`: names and numbers grow, and what recommends a library comes first. */
const ORDERS: Readonly<Record<string, (a: Item, b: Item) => number>> = {
  name: (a, b) => compareText(a.version.facts.name.toLowerCase(), b.version.facts.name.toLowerCase()),
  installs: (a, b) => a.downloads - b.downloads,
  popularity: (a, b) => b.downloads - a.downloads,
  verified: (a, b) => Number(isVerified(b.version)) - Number(isVerified(a.version)),
  official: () => 0,
  created: byDate,
  updated: byDate,
  published: byDate,
  date: byDate,
}

/** One page of the libraries that the query asks for. Words that it does not know change nothing. */
export async function selectLibraries(
  libraries: Libraries,
  viewerId: string,
  query: ListQuery,
): Promise<LibraryVersion[]> {
  const passing = (await libraries.list(viewerId)).filter(version => passes(version, viewerId, query))
  const items = await Promise.all(
    passing.map(async version => ({ version, downloads: await libraries.downloadsOf(version.facts.name) })),
  )
  const orders = [...(query.sort.length === 0 ? ['popularity'] : query.sort), 'name'].flatMap(orderOf)
  items.sort((a, b) => orders.reduce((result, order) => result || order(a, b), 0))
  const start = (query.page - 1) * query.limit
  return items.slice(start, start + query.limit).map(({ version }) => version)
}

function passes(version: LibraryVersion, viewerId: string, query: ListQuery): boolean {
  const { facts } = version
  const inScope = (scope: string) => Object.hasOwn(SCOPES, scope) && SCOPES[scope]?.(version, viewerId)
  if (query.scope !== undefined && Object.hasOwn(SCOPES, query.scope) && !inScope(query.scope)) return false
  if (query.excludeScopes.some(inScope)) return false
  if (query.category && query.category.toLowerCase() !== facts.category.toLowerCase()) return false
  if (query.filter && !facts.name.toLowerCase().includes(query.filter.toLowerCase())) return false
  return runsOn(facts.architectures, query.architectures)
}

/** `*` is every architecture, on either side; `particle-photon` and `photon` are one. */
function runsOn(stated: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0 || stated.length === 0) return true
  const names = stated.map(architectureName)
  return names.includes('*') || wanted.some(each => each === '*' || names.includes(architectureName(each)))
}

function architectureName(architecture: string): string {
  return architecture
    .trim()
    .toLowerCase()
    .replace(/^particle-/, '')
}

function orderOf(word: string): ((a: Item, b: Item) => number)[] {
  const name = word.replace(/^-/, '')
  const order = Object.hasOwn(ORDERS, name) ? ORDERS[name] : undefined
  if (order === undefined) return []
  return [word.startsWith('-') ? (a, b) => order(b, a) : order]
}

function byDate(a: Item, b: Item): number {
  return a.version.createdAtMs - b.version.createdAtMs
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
