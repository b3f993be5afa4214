import { RESULT_CODES, resultName } from '@particle-setup/protocol/softap'
import { expect, test } from 'vitest'

test('codes are the numbers that a Photon sends', () => {
  expect(resultName(-2)).toBe('networkNotFound')
  expect(resultName(-16640)).toBe('badRsaPadding')
  expect(resultName(-17156)).toBe('badRsaInput')
})

test('every code has one name', () => {
  expect(new Set(Object.values(RESULT_CODES)).size).toBe(Object.keys(RESULT_CODES).length)
})

test('a code that is in no table has no name', () => {
  expect(resultName(-1103)).toBeUndefined()
})
