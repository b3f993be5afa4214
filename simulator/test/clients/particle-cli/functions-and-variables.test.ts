import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { bringOnline, photonAt, SPEED, takeOffline } from '../online-photon.ts'
import { type ParticleCli, particleCli } from './support.ts'
import { FUNCTIONS, UNKNOWN_ID, VARIABLES } from './what-it-prints.ts'

const started = new AsyncDisposableStack()
let simulator: Simulator
let cli: ParticleCli
let online: Photon
let offline: Photon

beforeAll(async () => {
  const firmware = await realFirmware()
  simulator = started.use(await createSimulator({ firmware, photons: 2, speed: SPEED }))
  cli = started.use(await particleCli(simulator))
  online = photonAt(simulator, 0)
  offline = photonAt(simulator, 1)
  const { token } = simulator.cloud.defaults.user
  await Promise.all([online, offline].map(photon => bringOnline(simulator, photon, token)))
  await takeOffline(simulator, offline, token)
})
afterAll(() => started.disposeAsync())

function idOf(device: 'online' | 'offline' | 'unknown'): string {
  return { online: online.id, offline: offline.id, unknown: UNKNOWN_ID }[device]
}

describe.concurrent('particle-cli', () => {
  test('function list and variable list', async () => {
    const [functions, variables] = await Promise.all([
      cli.run(['function', 'list']),
      cli.run(['variable', 'list']),
    ])
    expect(functions).toMatchObject({ exitCode: 0 })
    expect(functions.stdout).toContain(`[${online.id}] (Photon) is online\n${FUNCTIONS}`)
    expect(variables).toMatchObject({ exitCode: 0 })
    expect(variables.stdout).toContain(`[${online.id}] (Photon) is online\n${VARIABLES}`)
  })

  test('call prints what the firmware returned', async () => {
    expect(await cli.run(['call', online.id, 'setInterval', '500'])).toEqual({
      exitCode: 0,
      stdout: '500\n',
      stderr: '',
    })
    expect(await cli.run(['get', online.id, 'intervalMs'])).toEqual({
      exitCode: 0,
      stdout: '500\n',
      stderr: '',
    })
  })

  test.for([
    ['a function that is not there', 'online', 'nothing'],
    ['a device that is not there', 'unknown', 'toggleStream'],
  ] as const)('call of %s', async ([, device, name]) => {
    const call = await cli.run(['call', idOf(device), name])
    expect(call).toMatchObject({ exitCode: 1 })
    expect(call.stdout).toContain(`Function call failed: Function \`${name}\` not found`)
  })

  test('call of an offline device', async () => {
    expect(await cli.run(['call', offline.id, 'toggleStream'])).toMatchObject({
      exitCode: 1,
      stdout: 'Error calling function: `toggleStream`: Timed out.\n',
    })
  })

  test.for([
    ['a variable that is not there', 'online', 'nothing', 'Unknown Variable: nothing'],
    ['an offline device', 'offline', 'published', 'Timed out.'],
    ['a device that is not there', 'unknown', 'published', 'Permission Denied'],
  ] as const)('get of %s', async ([, device, name, reason]) => {
    expect(await cli.run(['get', idOf(device), name])).toMatchObject({
      exitCode: 1,
      stdout: `Error: ${reason}\nError while reading value: Some variables could not be read\n`,
    })
  })

  test('variable monitor reads on until Ctrl-C', async () => {
    const monitor = cli.start(['variable', 'monitor', online.id, 'published'])
    await monitor.printed(/\d+\n\d+\n/)
    monitor.interrupt()
    const { stdout, stderr } = await monitor.ended
    expect(stderr).toBe('Hit CTRL-C to stop!\n')
    const [first, second] = stdout.split('\n').map(Number)
    expect(second).toBeGreaterThan(first ?? Number.NaN)
  })
})
