import { expect, test } from 'vitest'
import { systemEvents } from '../../src/photon/firmware/system-events.ts'
import type { PhotonState } from '../../src/photon/led.ts'

/** Bits and parameters as in Device OS v2.3.1 system/inc/system_event.h. */
const NAMES: Readonly<Record<string, string>> = {
  '2:0': 'setup begins',
  '8:0': 'setup ends',
  '32:4': 'network connecting',
  '32:5': 'network connected',
  '32:6': 'network disconnecting',
  '32:7': 'network disconnected',
  '64:0': 'cloud disconnected',
  '64:1': 'cloud connecting',
  '64:2': 'cloud handshake',
  '64:8': 'cloud connected',
}

const heard = (...states: PhotonState[]) =>
  states
    .slice(1)
    .flatMap((to, index) => systemEvents(states[index] ?? 'off', to))
    .map(({ event, parameter }) => NAMES[`${event}:${parameter}`])

test('a program hears of each step on the way to the cloud', () => {
  expect(heard('starting', 'joining', 'dhcp', 'connecting', 'handshake', 'online')).toEqual([
    'network connecting',
    'network connected',
    'cloud connecting',
    'cloud handshake',
    'cloud connected',
  ])
})

test('a network that goes is lost and sought again, after the cloud was', () => {
  expect(heard('online', 'joining')).toEqual([
    'cloud disconnected',
    'network disconnecting',
    'network disconnected',
    'network connecting',
  ])
})

test('connecting that comes to nothing ends in disconnected', () => {
  expect(heard('dhcp', 'joining')).toEqual(['network disconnected', 'network connecting'])
  expect(heard('joining', 'wifi-off')).toEqual(['network disconnected'])
})

test('the network stays when only the cloud goes, and when a program arrives', () => {
  expect(heard('online', 'wifi-only', 'connecting')).toEqual(['cloud disconnected', 'cloud connecting'])
  expect(heard('online', 'updating', 'online')).toEqual([])
})

test('listening mode begins without the network', () => {
  expect(heard('wifi-only', 'listening', 'joining')).toEqual([
    'network disconnecting',
    'network disconnected',
    'setup begins',
    'setup ends',
    'network connecting',
  ])
})
