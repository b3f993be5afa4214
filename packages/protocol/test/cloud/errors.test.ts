import { type ErrorBody, errorBodySchema, errorText } from '@particle-setup/protocol/cloud'
import { expect, test } from 'vitest'

const ENVELOPES: [string, ErrorBody, string | undefined][] = [
  [
    'OAuth',
    { error: 'invalid_client', error_description: 'Client credentials are invalid' },
    'Client credentials are invalid',
  ],
  ['API', { ok: false, error: 'Product not found.' }, 'Product not found.'],
  [
    'permission',
    { error: 'Permission Denied', info: "I didn't recognize that" },
    "Permission Denied: I didn't recognize that",
  ],
  ['a list of strings', { ok: false, errors: ['device not found'] }, 'device not found'],
  ['a list of pairs', { ok: false, errors: [["Core isn't online", 404]] }, "Core isn't online"],
  ['a list of objects', { ok: false, errors: [{ error: 'Timed out' }] }, 'Timed out'],
  ['libraries', { errors: [{ message: 'Library x not found' }] }, 'Library x not found'],
  ['nothing to read', { ok: false }, undefined],
]

test.each(ENVELOPES)('the text of an error in the envelope of %s', (_, body, text) => {
  expect(errorText(errorBodySchema.parse(body))).toBe(text)
})
