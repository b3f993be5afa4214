import { z } from 'zod'

/** JSON:API, as particle-library-manager reads it. */
export const libraryAnswer = z.object({
  type: z.string(),
  id: z.string(),
  links: z.object({ download: z.string().meta({ description: 'A .tar.gz; asks for no token' }) }),
  attributes: z.object({
    name: z.string(),
    version: z.string(),
    installs: z.number(),
    license: z.string(),
    author: z.string(),
    sentence: z.string(),
    paragraph: z.string(),
    category: z.string(),
    url: z.string(),
    repository: z.string(),
    architectures: z.array(z.string()),
    visibility: z.enum(['public', 'private']),
    official: z.boolean(),
    verified: z.boolean(),
    mine: z.boolean(),
  }),
})

export const oneLibrary = z.object({ data: libraryAnswer })
export const manyLibraries = z.object({ data: z.array(libraryAnswer) })

/** Particle's clients send words of all kinds; those that say nothing count as absent. */
const word = z.string().optional().catch(undefined)
const words = word.transform(text => (text ?? '').split(',').filter(each => each !== ''))
const count = (otherwise: number, most: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .catch(otherwise)
    .default(otherwise)
    .transform(number => Math.min(number, most))

const pages = { page: count(1, 1e6), limit: count(10, 100).meta({ description: 'At most 100' }) }

export const listQuery = z.looseObject({
  ...pages,
  filter: word.meta({ description: 'Part of the name' }),
  sort: words.meta({
    description:
      'Any of official, verified, popularity, name, installs, created, updated, published, date; `-` turns one round. Default: popularity',
  }),
  scope: word.meta({ description: 'all, official, verified, public, private or mine. Default: all' }),
  excludeScopes: words.meta({ description: 'The same words' }),
  architectures: words,
  category: word,
})

export type ListQuery = z.output<typeof listQuery>

export const versionQuery = z.looseObject({
  version: word.transform(version => version || 'latest').meta({ description: 'Default: latest' }),
})

export const versionsQuery = z.looseObject({ ...pages, limit: count(100, 100) })

/** `visibility` says all there is to change. */
export const publishBody = z.looseObject({ visibility: z.literal('public') })

/** Anything but nothing forces. */
export const deleteBody = z.looseObject({
  force: z
    .union([z.string(), z.boolean(), z.number()])
    .nullish()
    .transform(force => Boolean(force) && force !== 'false'),
})

export const archiveQuery = z.looseObject({
  token: word.meta({ description: 'Opens what is not public; part of the link' }),
})
