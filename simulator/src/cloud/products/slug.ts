/** Longest slug that is made of a name. */
const SLUG_CHARACTERS = 64

/** `photon-kit` of `Photon Kit`. Never a number alone: that would be taken for an id. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const slug = (words ?? []).join('-').slice(0, SLUG_CHARACTERS).replace(/-$/, '')
  return /[a-z-]/.test(slug) ? slug : `product${slug && `-${slug}`}`
}
