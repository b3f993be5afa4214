import type { Random } from '../../world/random.ts'

/** So that the longest id has 40 characters: a dash and four digits follow. */
const SLUG_CHARACTERS = 35

/** Makes `my-app-123` of `My App!`, other digits each time; as recorded. */
export function clientIdOf(name: string, random: Random): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['client']
  const slug = words.join('-').slice(0, SLUG_CHARACTERS).replace(/-$/, '')
  return `${slug}-${random.integer(1, 9_999)}`
}
