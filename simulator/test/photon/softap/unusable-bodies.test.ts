import { expect, test } from 'vitest'
import { listening } from './setup.ts'

const EMPTY = ''

const cases = [
  ['set', '{"k":"cc","other":1}', EMPTY],
  ['set', '{"k":"cc","v":7}', EMPTY],
  ['set', '', EMPTY],
  ['set', '{}', '{"r":-1}'],
  ['set', 'k=cc&v=x', '{"r":-1}'],
  ['set', '{"k":"cc","v":"x"', '{"r":0}'],
  ['configure-ap', '{"ssid":"LabNet","password":"x"}', EMPTY],
  ['configure-ap', '{"ssid":"LabNet","sec":"0"}', EMPTY],
  ['configure-ap', '', EMPTY],
  ['configure-ap', '{}', '{"r":-3}'],
  ['configure-ap', 'idx=0', '{"r":-3}'],
  ['configure-ap', '{"ssid":"Guest","sec":0', '{"r":0}'],
] as const

test.for(cases)('S18: %s with %j is answered %j over both transports', async ([command, body, answer]) => {
  const { transports } = await listening()
  for (const [, ask] of transports) expect(await ask(command, body)).toBe(answer)
})

test('S19: names and identities are stored with their backslashes', async () => {
  const { device, tcp } = await listening()
  expect(await tcp('configure-ap', '{"ssid":"A\\u0026\\"B","sec":0}')).toBe('{"r":0}')
  expect(Buffer.from(device.stored[0]?.ssid ?? []).toString()).toBe('A\\u0026\\"B')
})
