import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { bringOnline, customerToken, photonAt, SPEED, takeOffline } from '../online-photon.ts'
import { type ParticleCli, particleCli } from './support.ts'
import { FUNCTIONS, UNKNOWN_ID, VARIABLES } from './what-it-prints.ts'

const started = new AsyncDisposableStack()
let simulator: Simulator
let cli: ParticleCli
let online: Photon
let offline: Photon
let listening: Photon
/** Claimed by a customer. */
let foreign: Photon
/** For the test that gives its device away. */
let spare: Photon

beforeAll(async () => {
  const firmware = await realFirmware()
  simulator = started.use(await createSimulator({ firmware, photons: 5, speed: SPEED }))
  cli = started.use(await particleCli(simulator))
  online = photonAt(simulator, 0)
  offline = photonAt(simulator, 1)
  listening = photonAt(simulator, 2)
  foreign = photonAt(simulator, 3)
  spare = photonAt(simulator, 4)
  const { token } = simulator.cloud.defaults.user
  await Promise.all([
    ...[online, offline, spare].map(photon => bringOnline(simulator, photon, token)),
    bringOnline(simulator, foreign, await customerToken(simulator, 'ann@customer.example')),
  ])
  await takeOffline(simulator, offline, token)
})
afterAll(() => started.disposeAsync())

function idOf(device: 'online' | 'offline' | 'unknown'): string {
  return { online: online.id, offline: offline.id, unknown: UNKNOWN_ID }[device]
}

describe.concurrent('particle-cli', () => {
  test('list shows what is online and what is not, with variables and functions', async () => {
    const { exitCode, stdout } = await cli.run(['list'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`[${online.id}] (Photon) is online\n${VARIABLES}${FUNCTIONS}`)
    expect(stdout).toContain(`[${offline.id}] (Photon) is offline\n${VARIABLES}${FUNCTIONS}`)
    expect(stdout).not.toContain(listening.id)
  })

  test.for(['online', 'photon', 'its id'])('list with the filter %s', async filter => {
    const { stdout } = await cli.run(['list', filter === 'its id' ? online.id : filter])
    expect(stdout).toContain(`[${online.id}] (Photon) is online`)
    expect(stdout.includes(offline.id)).toBe(filter === 'photon')
  })

  test('nyan makes the LED shout rainbows, and nyan off ends it', async () => {
    expect(await cli.run(['nyan', online.id])).toMatchObject({ exitCode: 0 })
    expect(online.led.color).toBe('rainbow')
    expect(await cli.run(['nyan', online.id, 'off'])).toMatchObject({ exitCode: 0 })
    expect(online.led.color).not.toBe('rainbow')
  })

  test.for([
    ['an offline device', 'offline'],
    ['a device that is not there', 'unknown'],
  ] as const)('nyan of %s fails', async ([, device]) => {
    expect(await cli.run(['nyan', idOf(device)])).toMatchObject({ exitCode: 1 })
  })

  test('device rename, and the name stands for the id', async () => {
    expect(await cli.run(['device', 'rename', offline.id, 'cellar'])).toMatchObject({
      exitCode: 0,
      stdout: `Renaming device ${offline.id}\nSuccessfully renamed device ${offline.id} to: cellar\n`,
    })
    const { stdout } = await cli.run(['list', 'cellar'])
    expect(stdout).toContain(`cellar [${offline.id}] (Photon) is offline`)
  })

  test('device rename of a device that is not there', async () => {
    const { exitCode, stdout } = await cli.run(['device', 'rename', UNKNOWN_ID, 'attic'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain(`Failed to rename ${UNKNOWN_ID}: Permission Denied`)
  })

  test('device remove and device add', async () => {
    const { id } = spare
    expect(await cli.run(['device', 'remove', id, '--yes'])).toMatchObject({
      exitCode: 0,
      stdout: `releasing device ${id}\nOkay!\n`,
    })
    expect((await cli.run(['list'])).stdout).not.toContain(id)
    expect(await cli.run(['device', 'add', id.toUpperCase()])).toMatchObject({
      exitCode: 0,
      stdout: `Claiming device ${id.toUpperCase()}\nSuccessfully claimed device ${id.toUpperCase()}\n`,
    })
    expect((await cli.run(['list'])).stdout).toContain(`[${id}] (Photon) is online`)
  })

  test('device remove asks first', async () => {
    const { exitCode, stdout } = await cli.run(['device', 'remove', online.id], { input: 'n\n' })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('Are you sure you want to release ownership of this device?')
    expect(stdout).toContain("Didn't remove the device: Not confirmed")
  })

  test('device remove of a device that is not there', async () => {
    const { exitCode, stdout } = await cli.run(['device', 'remove', UNKNOWN_ID, '--yes'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain("Didn't remove the device: Permission Denied")
  })

  test('device add of a Photon that has never been online', async () => {
    expect(await cli.run(['device', 'add', listening.id])).toMatchObject({
      exitCode: 1,
      stdout: `Claiming device ${listening.id}\nFailed to claim device: device not found\n`,
    })
  })

  test.for([
    ['n', 1, 'You cannot claim a device owned by someone else'],
    ['y', 0, 'Transfer requested. You will receive an email if your transfer is approved or denied.'],
  ] as const)(
    'device add of somebody else’s device offers to ask them for it: %s',
    async ([answer, exitCode, outcome]) => {
      const add = await cli.run(['device', 'add', foreign.id], { input: `${answer}\n` })
      expect(add.exitCode).toBe(exitCode)
      expect(add.stdout).toContain(
        'That device belongs to someone else. Would you like to request a transfer?',
      )
      expect(add.stdout).toContain(outcome)
    },
  )
})
