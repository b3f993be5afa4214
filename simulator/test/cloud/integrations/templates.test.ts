import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonVariables, Templates } from '../../../src/cloud/integrations/template.ts'
import { variablesOf } from '../../../src/cloud/integrations/variables.ts'

const DATA = { a: { aa: 'testing', ab: 1234 }, b: 'xxx', c: [{ ca: 'first' }, { ca: 'second' }] }

test.each([
  ['{{{a.aa}}}', 'testing'],
  ['{{{a.ab}}}', '1234'],
  ['{{{c.1.ca}}}', 'second'],
  ['{{#z}}{{{z}}}{{/z}}{{^z}}Missing{{/z}}', 'Missing'],
  ['{{#c}}{{{ca}}}~{{/c}}', 'first~second~'],
  ['{{nothing}}', ''],
])('%s becomes %s, as Particle documents it', (template, expected) => {
  expect(new Templates(DATA).text(template)).toBe(expected)
})

test('two braces escape for HTML, three do not', () => {
  const templates = new Templates({ x: `<a href="b">c & d's</a>/e`, n: 7 })
  expect(templates.text('{{x}}')).toBe('&lt;a href=&quot;b&quot;&gt;c &amp; d&#39;s&lt;/a&gt;/e')
  expect(templates.text('{{{x}}} {{&x}} {{n}}')).toBe(`<a href="b">c & d's</a>/e <a href="b">c & d's</a>/e 7`)
})

test('keys and values are filled, however deep', () => {
  const templates = new Templates({ k: 'key', v: '"quoted"' })
  expect(templates.deep({ '{{k}}': ['{{{v}}}', 1, null, { x: '{{{v}}}' }] })).toEqual({
    key: ['"quoted"', 1, null, { x: '"quoted"' }],
  })
})

test.each([
  'constructor',
  '__proto__',
  'toString',
  'c.map',
  'c.constructor',
  'b.constructor',
  'a.hasOwnProperty',
])('the name %s leads to no code', name => {
  for (const template of [`{{{${name}}}}`, `{{#${name}}}inside{{/${name}}}`]) {
    expect(new Templates(DATA).text(template)).toMatch(/^(|\[object Object\]|inside)$/)
  }
})

test('data may use such names itself', () => {
  const own = jsonVariables('{"__proto__": {"polluted": 1}, "constructor": 2}')
  expect(new Templates(own).text('{{polluted}}{{constructor}}')).toBe('2')
  expect(Object('x').polluted).toBeUndefined()
})

test('any JSON may stand for variables', () => {
  fc.assert(
    fc.property(fc.json(), json => {
      expect(typeof new Templates(jsonVariables(json)).text('{{a}}{{{b}}}{{#c}}{{.}}{{/c}}')).toBe('string')
    }),
  )
})

describe('the variables of an event', () => {
  const event = {
    name: 'temp',
    data: '{"t": 21.1, "PARTICLE_DEVICE_ID": "forged"}',
    ttlSeconds: 60,
    publishedAtMs: Date.UTC(2022, 10, 15),
    coreid: 'e00fce680000000000000001',
    isPublic: false,
    ownerId: 'owner',
    productId: 10_001,
    firmwareVersion: 3,
  }
  const text = (template: string) => new Templates(variablesOf(event)).text(template)

  test('go by their old and by their new names', () => {
    for (const [names, value] of [
      [['PARTICLE_EVENT_NAME', 'SPARK_EVENT_NAME'], 'temp'],
      [['PARTICLE_EVENT_VALUE', 'SPARK_EVENT_VALUE'], event.data],
      [['PARTICLE_DEVICE_ID', 'SPARK_CORE_ID'], event.coreid],
      [['PARTICLE_PUBLISHED_AT', 'SPARK_PUBLISHED_AT'], '2022-11-15T00:00:00.000Z'],
      [['PRODUCT_ID'], '10001'],
      [['PRODUCT_USER_ID'], 'owner'],
      [['PRODUCT_VERSION'], '3'],
      [['t'], '21.1'],
    ] as const) {
      for (const name of names) expect(text(`{{{${name}}}}`)).toBe(value)
    }
  })

  test('hold the whole event as JSON, plain and in base64', () => {
    const json = JSON.parse(text('{{{PARTICLE_EVENT_JSON}}}'))
    expect(json).toMatchObject({ event: 'temp', data: event.data, coreid: event.coreid })
    expect(JSON.parse(Buffer.from(text('{{{PARTICLE_EVENT_BASE64}}}'), 'base64').toString())).toEqual(json)
  })
})
