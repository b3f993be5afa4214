import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CompiledFirmware, compile } from '@particle-setup/device-os-wasm/compile'
import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import { quantile } from '../lib/statistics.ts'
import type { DeviceEventFigures, DeviceEventOptions } from './device-events.ts'
import { Subscribers } from './load/subscribers.ts'

/** Publishes as often as a device may, each time something else. */
const PROGRAM = `#include "Particle.h"
int count = 0;
void setup() {}
void loop() {
    Particle.publish("tick", System.deviceID() + "/" + String(count++), PRIVATE);
    delay(1000);
}
`

/** As fast as life for the time that an event takes; faster for how many there can be. */
export const HURRY = 20

/** Every Photon publishes in that time. */
const ONCE_EACH_MS = 1_200

/** How long a Photon may take to get into the cloud. */
const ONLINE_LIMIT_MS = 60_000

/**
 * Events of the firmware of Photons, from `Particle.publish` to a subscriber. Photons, cloud and subscriber share one
 * process here, so that both ends go by one clock.
 */
export async function measureFirmwareEvents(options: DeviceEventOptions): Promise<DeviceEventFigures> {
  const { repetitions, devices, signal, onProgress } = options
  const forMs = Math.max(options.forMs, ONCE_EACH_MS)
  const files = new Map([['publisher.cpp', Buffer.from(PROGRAM)]])
  const firmware = await compile({ name: 'publisher', files }, { signal })
  const figures = { perSecond: [] as number[], medianMs: [] as number[], slowMs: [] as number[] }
  for (const speed of [1, HURRY]) {
    onProgress(`bringing ${devices} Photons online, ${speed} times as fast as life`)
    await using simulator = await online(firmware, devices, speed, signal)
    using subscribers = new Subscribers({
      port: Number(new URL(simulator.cloud.url).port),
      token: simulator.cloud.defaults.user.token,
    })
    await subscribers.open(1, signal)
    const published = new Map<string, number>()
    for (const photon of simulator.photons) {
      photon.on('publish', ({ data }) => published.set(data ?? '', performance.now()))
    }
    let ms: number[] = []
    subscribers.onEvent = data => {
      const atMs = published.get(data)
      if (atMs !== undefined) ms.push(performance.now() - atMs)
      published.delete(data)
    }
    for (let now = 0; now <= repetitions; now++) {
      if (now > 0) onProgress(`${devices} Photons that publish, repetition ${now} of ${repetitions}`)
      ms = []
      const startedAt = performance.now()
      await sleep(forMs, undefined, { signal })
      const perSecond = (ms.length / (performance.now() - startedAt)) * 1000
      // The first round is for everybody to get going.
      if (now === 0) continue
      if (speed === HURRY) figures.perSecond.push(perSecond)
      else {
        figures.medianMs.push(quantile(ms, 0.5))
        figures.slowMs.push(quantile(ms, 0.99))
      }
    }
  }
  return figures
}

/** Photons that are set up already: on a network, and the developer's. */
async function online(
  firmware: CompiledFirmware,
  photons: number,
  speed: number,
  signal: AbortSignal,
): Promise<Simulator> {
  await using started = new AsyncDisposableStack()
  const simulator = started.use(await createSimulator({ firmware, photons, speed, signal }))
  await Promise.all(simulator.photons.map(photon => setUp(simulator, photon, signal)))
  started.move()
  return simulator
}

async function setUp({ cloud }: Simulator, photon: Photon, signal: AbortSignal): Promise<void> {
  const headers = { authorization: `Bearer ${cloud.defaults.user.token}` }
  const answer = await fetch(`${cloud.url}/v1/device_claims`, { method: 'POST', headers, signal })
  const { claim_code: code } = (await answer.json()) as { claim_code: string }
  const text = new TextEncoder()
  const [ssid, password] = [text.encode('HomeNet'), text.encode('correct-horse')]
  photon.flash.storeNetwork({ ssid, security: 'wpa2', password, channel: 6 })
  photon.flash.setClaimCode(text.encode(code))
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ONLINE_LIMIT_MS)])
  const isOnline = Promise.withResolvers<void>()
  const end = photon.on('state', ({ to }) => to === 'online' && isOnline.resolve())
  await photon.reset()
  await Promise.race([
    isOnline.promise,
    once(limit, 'abort').then(() => {
      throw limit.reason
    }),
  ])
  end()
}
