import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { bringOnline, photonAt, SPEED } from '../online-photon.ts'
import { type ParticleCli, particleCli } from './support.ts'

const started = new AsyncDisposableStack()
let simulator: Simulator
let cli: ParticleCli
let photon: Photon

beforeAll(async () => {
  simulator = started.use(await createSimulator({ firmware: await realFirmware(), speed: SPEED }))
  cli = started.use(await particleCli(simulator))
  photon = photonAt(simulator, 0)
  await bringOnline(simulator, photon, simulator.cloud.defaults.user.token)
})
afterAll(() => started.disposeAsync())

/** The events among the lines that `subscribe` prints. */
function eventsIn(stdout: string): unknown[] {
  return stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))
}

describe.concurrent('particle-cli', () => {
  test('subscribe prints what the firmware publishes', async () => {
    const { exitCode, stdout } = await cli.run(['subscribe', 'sensor', '--max', '2'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Subscribing to "sensor" from my devices\n')
    expect(stdout).toMatch(/2 event\(s\) received\. Exiting\.\.\.$/)
    const event = {
      name: 'sensor',
      data: expect.stringMatching(/^{"seq":\d+,/),
      ttl: 60,
      published_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      coreid: photon.id,
    }
    expect(eventsIn(stdout)).toEqual([event, event])
  })

  test.for([
    [
      'a device',
      () => ['--device', photon.id],
      /^Subscribing to all events from device [0-9a-f]{24}'s stream/,
    ],
    ['everything of mine', () => [], /^Subscribing to all events from my devices/],
    ['everybody', () => ['sensor', '--all'], /^Subscribing to "sensor" from the firehose/],
  ] as [string, () => string[], RegExp][])('subscribe to %s', async ([, words, text]) => {
    const { exitCode, stdout } = await cli.run(['subscribe', ...words(), '--max', '1'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(text)
    expect(eventsIn(stdout)).toHaveLength(1)
  })

  test('subscribe to a device that is not there', async () => {
    const { exitCode, stdout } = await cli.run(['subscribe', '--device', '0123456789abcdef01234567'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('Error fetching event stream: Server error')
  })

  test('publish reaches the person who subscribes', async () => {
    const subscribe = cli.start(['subscribe', 'greeting', '--until', 'hello'])
    await subscribe.printed(/'hello'\n\n/)
    expect(await cli.run(['publish', 'greeting', 'hello'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Published private event: greeting'),
    })
    const subscribed = await subscribe.ended
    expect(subscribed.exitCode).toBe(0)
    expect(subscribed.stdout).toMatch(/Matching event received\. Exiting\.\.\.$/)
    expect(eventsIn(subscribed.stdout)).toMatchObject([{ name: 'greeting', data: 'hello', coreid: 'api' }])
  })

  test('publish of a name that no event may have', async () => {
    const { exitCode, stdout } = await cli.run(['publish', 'spark/greeting', 'hello'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('Error publishing event')
  })
})
