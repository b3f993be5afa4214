import { CONFIGURE_AP_KEYS, SET_KEYS } from '@particle-setup/protocol/softap'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInteger, readFields } from '../../../src/photon/softap/json/fields.ts'
import { tokenize } from '../../../src/photon/softap/json/tokens.ts'
import { unescapeText } from '../../../src/photon/softap/json/unescape.ts'

const set = (body: string) => readFields(body, SET_KEYS)
const configure = (body: string) => readFields(body, CONFIGURE_AP_KEYS)

/** Undefined is an empty reply. */
const UNUSABLE = undefined

describe('S18: a body', () => {
  const pair = [
    ['k', 'cc'],
    ['v', 'x'],
  ]
  test.for([
    ['a correct object', '{"k":"cc","v":"x"}'],
    ['spaces and line ends between tokens', '{ "k" :\r\n"cc" ,\t"v" : "x" }\n'],
    ['a trailing comma', '{"k":"cc","v":"x",}'],
    ['trailing garbage', '{"k":"cc","v":"x"}garbage{"k":"no"}'],
    ['a newline after the brace', '{"k":"cc","v":"x"}\n'],
    ['a second closing brace', '{"k":"cc","v":"x"}}'],
    ['a missing final brace', '{"k":"cc","v":"x"'],
    ['a missing final brace after a comma', '{"k":"cc","v":"x",'],
    ['unquoted keys', '{k:"cc",v:"x"}'],
    ['bytes after a NUL', '{"k":"cc","v":"x"}\0{{{'],
  ])('with %s is read', ([, body = '']) => {
    expect(set(body)).toEqual(pair)
  })

  test.for([
    ['an unknown key', '{"k":"cc","v":"x","other":"y"}'],
    ['a key in another case', '{"K":"cc","v":"x"}'],
    ['a key that every object has', '{"constructor":"cc"}'],
    ['a number for a string', '{"k":"cc","v":5}'],
    ['null for a string', '{"k":"cc","v":null}'],
    ['an object for a string', '{"k":"cc","v":{"k":"cc"}}'],
    ['an array for a string', '{"k":"cc","v":[]}'],
    ['a missing value', '{"k":"cc","v":}'],
    ['no colons', '{"k" "cc"}'],
    ['a cut inside a value', '{"k":"cc","v":"x'],
    ['a cut after a key', '{"k":"cc","v"'],
    ['a cut after a colon', '{"k":"cc","v":'],
    ['an escape that JSON does not know', '{"k":"cc","v":"\\q"}'],
    ['a \\u escape with other than hex', '{"k":"cc","v":"\\u00zz"}'],
    ['an array at its root', '["k","cc"]'],
    ['nothing', ''],
    ['nothing but white space', ' \r\n'],
    ['a NUL in front', '\0{"k":"cc","v":"x"}'],
    ['a byte above 126 in front', '\xef\xbb\xbf{"k":"cc","v":"x"}'],
  ])('with %s is unusable', ([, body = '']) => {
    expect(set(body)).toBe(UNUSABLE)
  })

  test.for([
    'idx=0',
    'k=cc&v=x',
    `'{"k":"cc"}'`,
    '12\r\n{"k":"cc","v":"x"}\r\n0\r\n\r\n',
    '"text"',
    '17',
    '{}',
    '[]',
  ])('%j has no fields', body => {
    expect(set(body)).toEqual([])
  })

  test('with a key twice keeps both in order: the last wins', () => {
    expect(set('{"k":"cc","k":"dd"}')).toEqual([
      ['k', 'cc'],
      ['k', 'dd'],
    ])
  })

  test('with a string for a number is unusable', () => {
    expect(configure('{"idx":"0"}')).toBe(UNUSABLE)
  })

  test.for(['null', 'true', 'no', '4194308', '-1'])('takes %s for a number', word => {
    expect(configure(`{"sec":${word}}`)).toEqual([['sec', word]])
  })
})

describe('S19: a string', () => {
  test('is not unescaped', () => {
    expect(set('{"k":"\\"\\\\\\/\\u00e9\\n","v":"x"}')).toEqual([
      ['k', '\\"\\\\\\/\\u00e9\\n'],
      ['v', 'x'],
    ])
  })

  test('keeps raw UTF-8 and control characters', () => {
    const raw = Buffer.from('Café\n\t☕').toString('latin1')
    expect(set(`{"k":"cc","v":"${raw}"}`)).toEqual([
      ['k', 'cc'],
      ['v', raw],
    ])
  })

  test('of a certificate is unescaped, but for \\u, which empties it', () => {
    expect(unescapeText('a\\r\\n\\"b\\"\\\\c\\/d')).toBe('a\r\n"b"\\c/d')
    expect(unescapeText('a\\\\u0041')).toBe('a\\u0041')
    expect(unescapeText('a\\u0041')).toBe('')
  })
})

test.for([
  ['0', 0],
  ['4194308', 4_194_308],
  ['-17', -17],
  ['null', 0],
  ['true', 0],
  ['1.9e3', 1],
  ['99999999999', 2_147_483_647],
] as const)('S18: the number %s is read as %i', ([text, value]) => {
  expect(parseInteger(text)).toBe(value)
})

describe('any body', () => {
  test('of valid JSON with known string keys reads as JSON.parse does, escapes aside', () => {
    const plain = fc.stringMatching(/^[ !#-[\]-~]{0,40}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('k', 'v'), plain)), pairs => {
        const body = `{${pairs.map(([key, value]) => `"${key}":"${value}"`).join(',')}}`
        expect(Object.fromEntries(set(body) ?? [])).toEqual(JSON.parse(body))
      }),
    )
  })

  test('is read in one pass, whatever it holds', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '\\',
      'k',
      '"k"',
      '"v":',
      '0',
      ' ',
      '\0',
      'é',
      '\\u',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), parts => {
        const body = parts.join('')
        const fields = set(body)
        expect(tokenize(body).length).toBeLessThanOrEqual(body.length)
        for (const [key] of fields ?? []) expect(['k', 'v']).toContain(key)
      }),
    )
  })

  test('of 40 kB of tokens is read in well under a second', () => {
    const started = performance.now()
    expect(set('{k:1,'.padEnd(40_000, 'k:1,'))).toBe(UNUSABLE)
    expect(tokenize('{['.repeat(20_000)).length).toBe(40_000)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
