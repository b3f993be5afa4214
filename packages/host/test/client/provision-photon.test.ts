import { type PhotonStepEvent, provisionPhoton } from '@particle-setup/host/client'
import { describe, expect, test } from 'vitest'
import { caught } from '../support/caught.ts'
import { healthy, mute, photonKey, startFakeHttpPhoton, startFakePhoton } from '../support/fake-photon.ts'

const argument = {
  wifiObj: { ssid: 'LabNet', rssi: -51, sec: 4194308, ch: 6, mdr: 144400 },
  password: 'correct-horse',
  claimCode: 'c'.repeat(63),
  token: 'scoped-token',
}

describe.each([
  ['TCP', startFakePhoton],
  ['HTTP', startFakeHttpPhoton],
])('provisionPhoton over %s', (_name, start) => {
  test('runs its commands in order and resolves with the device', async () => {
    await using photon = await start()
    const steps: PhotonStepEvent[] = []
    const result = await provisionPhoton({ ...argument, ...photon.options, onStep: step => steps.push(step) })
    expect(result).toEqual({ deviceId: '3f003b000f47343432313031', deviceType: 'photon' })
    expect(photon.seen.map(seen => seen.command)).toEqual([
      'device-id',
      'public-key',
      'set',
      'configure-ap',
      'connect-ap',
    ])
    expect(photon.seen[2]?.body).toBe(`{"k":"cc","v":"${argument.claimCode}"}`)
    expect(photonKey.decrypt(JSON.parse(photon.seen[3]?.body ?? '').pwd).toString()).toBe('correct-horse')
    expect(steps.map(({ step, status }) => `${step} ${status}`)).toEqual(
      ['device-id', 'public-key', 'claim-code-set', 'configure', 'connect'].flatMap(step => [
        `${step} started`,
        `${step} done`,
      ]),
    )
    expect(JSON.stringify(photon.seen)).not.toContain('scoped-token')
  })
})

describe('provisionPhoton', () => {
  test('stops at the step that fails and says which', async () => {
    await using photon = await startFakePhoton(healthy({ 'configure-ap': '{"r":-2}' }))
    const steps: PhotonStepEvent[] = []
    const error = await caught(
      provisionPhoton({ ...argument, ...photon.options, onStep: step => steps.push(step) }),
    )
    expect(error).toMatchObject({ code: 'network-not-found', r: -2, command: 'configure-ap' })
    expect(steps.at(-1)).toMatchObject({ step: 'configure', status: 'failed', error })
    expect(photon.seen.at(-1)?.command).toBe('configure-ap')
  })

  test('checks network and claim code before the first command', async () => {
    await using photon = await startFakePhoton()
    await caught(provisionPhoton({ ...argument, ...photon.options, password: 'short' }))
    await caught(provisionPhoton({ ...argument, ...photon.options, claimCode: '' }))
    expect(photon.seen).toHaveLength(0)
  })

  test('has one limit over all', async () => {
    await using photon = await startFakePhoton(mute)
    const error = await caught(provisionPhoton({ ...argument, ...photon.options, timeoutMs: 30 }))
    expect(error).toMatchObject({ code: 'timed-out', operation: 'provisionPhoton', timeoutMs: 30 })
  })

  test('passes on the reason of an abort', async () => {
    const controller = new AbortController()
    await using photon = await startFakePhoton(() => controller.abort('enough'))
    expect(await caught(provisionPhoton({ ...argument, ...photon.options, signal: controller.signal }))).toBe(
      'enough',
    )
  })
})
