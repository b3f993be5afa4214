import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulator, type Simulator } from '@particle-setup/simulator'
import Particle from 'particle-api-js'
import Particle6 from 'particle-api-js-6'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { signedIn } from './clients.ts'

// The cloud's clock is virtual and these timers are the clients', so neither side waits for real time.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
})

/** A cloud that is switched off and on again on the same port, with the same state. */
async function restartable() {
  const firmware = await realFirmware()
  const stateDir = await mkdtemp(join(tmpdir(), 'particle-setup-restart-'))
  const start = (port = 0) => createSimulator({ firmware, clock: 'virtual', photons: 0, port, stateDir })
  let simulator: Simulator = await start()
  onTestFinished(async () => {
    await simulator.close()
    await rm(stateDir, { recursive: true })
  })
  return {
    url: simulator.cloud.url,
    auth: simulator.cloud.defaults.user.token,
    stop: () => simulator.close(),
    async start() {
      simulator = await start(Number(new URL(simulator.cloud.url).port))
    },
  }
}

test('particle-api-js 12 comes back after the cloud was away', async () => {
  const { url, auth, stop, start } = await restartable()
  const particle = new Particle({ baseUrl: url })
  const stream = await particle.getEventStream({ deviceId: 'mine', auth })
  onTestFinished(() => stream.abort())
  const heard: unknown[] = []
  stream.on('event', event => heard.push(event))

  const disconnected = once(stream, 'disconnect')
  await stop()
  await disconnected
  const missed = once(stream, 'reconnect-error')
  vi.advanceTimersByTime(2_000)
  expect(await missed).toMatchObject([{ errorDescription: expect.stringContaining('Network error') }])

  await start()
  const reconnected = Promise.all([once(stream, 'reconnect'), once(stream, 'reconnect-success')])
  vi.advanceTimersByTime(2_000)
  await reconnected
  await particle.publishEvent({ name: 'greeting', data: 'hello again', auth })
  await expect.poll(() => heard).toMatchObject([{ name: 'greeting', data: 'hello again' }])
})

test('particle-api-js 6.5.0, which tries it once, finds the cloud again', async () => {
  const { url, auth, stop, start } = await restartable()
  const particle = new Particle6({ baseUrl: url })
  const stream = await particle.getEventStream({ deviceId: 'mine', auth })
  onTestFinished(() => stream.abort())
  const heard: unknown[] = []
  stream.on('event', event => heard.push(event))

  const socket = stream.req?.socket
  if (!socket) throw new Error('it has no connection')
  const closed = once(socket, 'close')
  await stop()
  await start()
  await closed
  vi.advanceTimersByTime(2_000)
  if (stream.req === undefined) throw new Error('it has not tried')
  await once(stream.req, 'response')
  await particle.publishEvent({ name: 'greeting', data: 'hello again', auth })
  await expect.poll(() => heard).toMatchObject([{ name: 'greeting', data: 'hello again' }])
})

/** The chunks that a client hears on the streams it opens from now on. */
function chunksHeard(): { count: number } {
  const chunks = { count: 0 }
  const listen = (message: unknown): void => {
    const { response } = message as { response: IncomingMessage }
    response.on('data', () => chunks.count++)
  }
  subscribe('http.client.response.finish', listen)
  onTestFinished(() => {
    unsubscribe('http.client.response.finish', listen)
  })
  return chunks
}

test('particle-api-js 12, which gives up after 15 s of silence, stays on a stream without events', async () => {
  const { particle, auth, world } = await signedIn()
  const chunks = chunksHeard()
  const stream = await particle.getEventStream({ deviceId: 'mine', auth })
  onTestFinished(() => stream.abort())
  const disconnect = vi.fn()
  stream.on('disconnect', disconnect)
  await expect.poll(() => chunks.count).toBe(1)

  for (let seconds = 0; seconds < 60; seconds += 12) {
    const before = chunks.count
    await world.clock.advance(12_000)
    await expect.poll(() => chunks.count).toBeGreaterThan(before)
    vi.advanceTimersByTime(12_000)
  }
  expect(disconnect).not.toHaveBeenCalled()

  // Were it not for those newlines:
  vi.advanceTimersByTime(15_000)
  expect(disconnect).toHaveBeenCalledOnce()
})
