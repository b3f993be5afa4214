import { SECURITY, type SecurityKind, securityKind, securityName } from '@particle-setup/protocol/softap'
import { expect, test } from 'vitest'

const KINDS: [keyof typeof SECURITY, SecurityKind][] = [
  ['none', 'open'],
  ['wep_psk', 'wep'],
  ['wep_shared', 'wep'],
  ['wpa_tkip', 'wpa'],
  ['wpa_aes', 'wpa'],
  ['wpa_mixed', 'wpa'],
  ['wpa2_tkip', 'wpa2'],
  ['wpa2_aes', 'wpa2'],
  ['wpa2_mixed', 'wpa2'],
  ['wpa_enterprise_aes', 'wpa-enterprise'],
  ['wpa2_enterprise_mixed', 'wpa2-enterprise'],
]

test.each(KINDS)('%s is kept as %s', (name, kind) => {
  expect(securityKind(SECURITY[name])).toBe(kind)
})

test.each([-1, 0x1000_0000, 0x2000_0000, 2])('%i leaves it to the device’s scan', sec => {
  expect(securityKind(sec)).toBeUndefined()
})

test('every value of the table finds its own name again', () => {
  for (const [name, value] of Object.entries(SECURITY)) expect(securityName(value)).toBe(name)
  expect(securityName(1234)).toBeUndefined()
})
