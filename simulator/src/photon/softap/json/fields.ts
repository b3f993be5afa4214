import { tokenize } from './tokens.ts'

/** Which kind of JSON value each known key takes. `null`, `true` and bare words count as numbers. */
export type FieldKinds = Readonly<Record<string, 'string' | 'number'>>

/** A key and its value, as text; strings come with their escapes still in. */
export type Field = readonly [key: string, value: string]

/**
 * Reads a request body as the firmware does: a flat walk over jsmn's tokens, two at a time.
 *
 * A first token that is no object ("idx=0", a chunk header) is a request without fields. What the
 * firmware rejects (an unknown key, a value of the other kind, an empty body), and what makes it read
 * past its tokens, comes back as `undefined`.
 *
 * Source: Device OS v2.3.1 softap.cpp `parse_json_request`.
 *
 * @param body one character a byte; cut at the first NUL, where the firmware's string ends.
 * @returns the fields in the order sent, duplicates included; `undefined` for an unusable body.
 */
export function readFields(body: string, kinds: FieldKinds): readonly Field[] | undefined {
  const [root, ...rest] = tokenize(cString(body))
  if (root === undefined) return undefined

  const fields: Field[] = []
  const expected = root.kind === 'object' || root.kind === 'array' ? root.children : 0
  for (let pair = 0; pair < expected; pair++) {
    const key = rest[2 * pair]
    const value = rest[2 * pair + 1]
    if (key === undefined || value === undefined) return undefined
    const kind = Object.hasOwn(kinds, key.text) ? kinds[key.text] : undefined
    if (kind === undefined || value.kind !== (kind === 'number' ? 'primitive' : 'string')) return undefined
    fields.push([key.text, value.text])
  }
  return fields
}

/** The part of a text that C sees: up to the first NUL. */
export function cString(text: string): string {
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

const INT32_MAX = 2 ** 31 - 1

/** C's `atoi`: leading digits, 0 where there are none. */
export function parseInteger(text: string): number {
  const digits = /^[+-]?\d+/.exec(text)?.[0] ?? '0'
  return Math.max(-INT32_MAX - 1, Math.min(INT32_MAX, Number(digits)))
}
