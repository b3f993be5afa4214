import { describe, expect, test } from 'vitest'
import { createFaults } from '../../src/world/index.ts'

describe('faults', () => {
  test('concern everybody without a target, and only the target with one', () => {
    const faults = createFaults()
    expect(faults.isActive('cloud-unreachable', { deviceId: 'a' })).toBe(false)
    const one = faults.add('cloud-unreachable', { deviceId: 'a' })
    expect(faults.isActive('cloud-unreachable', { deviceId: 'a' })).toBe(true)
    expect(faults.isActive('cloud-unreachable', { deviceId: 'b' })).toBe(false)
    expect(faults.isActive('wifi-gone', { deviceId: 'a' })).toBe(false)
    faults.add('cloud-unreachable')
    expect(faults.isActive('cloud-unreachable', { deviceId: 'b' })).toBe(true)
    one.remove()
    one.remove()
    expect(faults.list()).toHaveLength(1)
    faults.clear()
    expect(faults.isActive('cloud-unreachable', { deviceId: 'a' })).toBe(false)
  })

  test('want every fact of a target to hold', () => {
    const faults = createFaults()
    faults.add('wifi-gone', { deviceId: 'a', ssid: 'HomeNet' })
    expect(faults.isActive('wifi-gone', { deviceId: 'a', ssid: 'HomeNet' })).toBe(true)
    expect(faults.isActive('wifi-gone', { deviceId: 'a', ssid: 'CafeOpen' })).toBe(false)
  })

  test('end with the scope that added them, and tell about coming and going', () => {
    const faults = createFaults()
    const kinds: string[] = []
    faults.onChange(fault => kinds.push(fault.kind))
    {
      using _fault = faults.add('wifi-gone')
      expect(faults.isActive('wifi-gone', {})).toBe(true)
    }
    expect(faults.isActive('wifi-gone', {})).toBe(false)
    expect(kinds).toEqual(['wifi-gone', 'wifi-gone'])
  })
})
