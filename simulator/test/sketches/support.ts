import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { compile } from '@particle-setup/device-os-wasm/compile'
import {
  createSimulator,
  type Photon,
  type Simulator,
  type SimulatorOptions,
  type VirtualClock,
} from '@particle-setup/simulator'
import { onTestFinished } from 'vitest'
import { openStream, type RawStream } from '../cloud/support/event-stream.ts'

const SKETCHES = join(import.meta.dirname, '../../../packages/device-os-wasm/test/sketches')

/** The first sketch of all waits for the compiler to compile the Device OS API. */
export const COLD_MS = 180_000

/** How long a Photon may take into the cloud: twice what it takes when nothing is in its way. */
const ONLINE_LIMIT_MS = 20_000

/** Turns of the event loop in which an answer that needs no simulated time has come: all ends share this process. */
const STILL_TURNS = 200

const STEP_MS = 10

export interface StreamedEvent {
  readonly name: string
  readonly data: string | null
  /** The id of the device that published it, `api` for a person. */
  readonly coreid: string
}

export interface SketchOptions extends Pick<SimulatorOptions, 'photons' | 'sockets' | 'profile'> {
  /** `false` leaves the Photons as they come out of the box, in listening mode. Default `true`. */
  online?: boolean
  /** Runs before each Photon's `setup()`, to attach what is on its buses and pins. */
  wire?: (photon: Photon) => void
}

/** Names of all sketches. */
export function sketchNames(): string[] {
  return readdirSync(SKETCHES).sort()
}

/** A warning is an error. What was compiled before comes from the cache. */
export function compileSketch(name: string) {
  return compile(join(SKETCHES, name), { warningsAsErrors: true })
}

/** A sketch that runs on Photons of the developer, as it is seen from outside. Ends with the test. */
export class Sketch {
  readonly simulator: Simulator<VirtualClock>
  private readonly stream: RawStream
  private readonly printed = new Map<Photon, string[]>()
  private flushes = 0

  constructor(simulator: Simulator<VirtualClock>, stream: RawStream) {
    this.simulator = simulator
    this.stream = stream
    for (const photon of simulator.photons) {
      const lines: string[] = []
      this.printed.set(photon, lines)
      photon.on('serial', line => lines.push(line))
    }
  }

  get photons(): readonly Photon[] {
    return this.simulator.photons
  }

  /** The first, or only, one. */
  get photon(): Photon {
    return this.photonAt(0)
  }

  photonAt(index: number): Photon {
    const photon = this.photons[index]
    if (photon === undefined) throw new Error(`there are ${this.photons.length} Photons`)
    return photon
  }

  advance(ms: number): Promise<void> {
    return this.simulator.clock.advance(ms)
  }

  /** Lets time pass until it is so. @throws Error when it is not within that much simulated time */
  async until(condition: () => boolean, limitMs = ONLINE_LIMIT_MS): Promise<void> {
    const endMs = this.simulator.clock.nowMs() + limitMs
    while (!condition()) {
      if (this.simulator.clock.nowMs() >= endMs) throw new Error(`not so after ${limitMs} simulated ms`)
      await this.advance(STEP_MS)
    }
  }

  /** Lets time pass until a Photon is in the cloud and its `setup()` has begun, as after a reset. */
  async online(photon: Photon = this.photon): Promise<void> {
    await this.until(() => photon.state === 'online' && photon.flash.claimed)
    await this.advance(2 * STEP_MS)
  }

  /**
   * An HTTP request, with the developer's token unless it is another's; what it answers as JSON. Time stands still,
   * unless the program lets the request wait, as in `delay()`.
   */
  async api(
    method: string,
    path: string,
    form?: Record<string, string>,
    token: string = this.simulator.cloud.defaults.user.token,
  ): Promise<Record<string, unknown>> {
    const answer = fetch(this.simulator.cloud.url + path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(form && { body: new URLSearchParams(form) }),
    })
    return Object(await this.answered(answer.then(response => response.json())))
  }

  /** Calls a cloud function. @throws Error when it has no return value, with what the cloud says */
  async call(name: string, argument = '', photon: Photon = this.photon): Promise<number> {
    const body = await this.api('POST', `/v1/devices/${photon.id}/${name}`, { arg: argument })
    if (typeof body['return_value'] === 'number') return body['return_value']
    throw new Error(`${name}("${argument}") answers ${JSON.stringify(body)}`)
  }

  /** Reads a cloud variable. @throws Error when it has no value, with what the cloud says */
  async read(name: string, photon: Photon = this.photon): Promise<unknown> {
    const body = await this.api('GET', `/v1/devices/${photon.id}/${name}`)
    if ('result' in body) return body['result']
    throw new Error(`${name} answers ${JSON.stringify(body)}`)
  }

  /** The token of somebody who owns none of these Photons. */
  async stranger(): Promise<string> {
    const { cloud } = this.simulator
    const account = { username: 'stranger@particle.test', password: 'quantum' }
    await this.api('POST', '/v1/users', account)
    const answer = await fetch(`${cloud.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('particle:particle')}` },
      body: new URLSearchParams({ grant_type: 'password', ...account }),
    })
    return Object(await answer.json()).access_token
  }

  publish(name: string, data: string): Promise<unknown> {
    return this.api('POST', '/v1/devices/events', { name, data, private: 'true' })
  }

  /** What the developer's stream has carried so far, without the system's own events. */
  async events(prefix = ''): Promise<StreamedEvent[]> {
    // A stream keeps order: what was published before this has come when this has.
    const flush = `support/flush/${this.flushes++}`
    await this.publish(flush, '')
    while (!this.stream.events().some(({ name }) => name === flush)) await setImmediate()
    return this.stream
      .events()
      .filter(({ name }) => !/^(spark|particle|support)\//.test(name) && name.startsWith(prefix))
      .map(({ name, body }) => ({
        name,
        data: body['data'] as string | null,
        coreid: String(body['coreid']),
      }))
  }

  /** What a program has printed since the last call, line by line. */
  lines(photon: Photon = this.photon): string[] {
    return this.printed.get(photon)?.splice(0) ?? []
  }

  /** Levels that a program writes to a pin in that time, each with how long the one before it lasted. */
  async writes(
    pin: string,
    ms: number,
    photon: Photon = this.photon,
  ): Promise<[level: number, afterMs: number][]> {
    const seen: [number, number][] = []
    let level = photon.pins.output(pin) ?? 0
    let since = 0
    for (let now = 1; now <= ms; now++) {
      await this.advance(1)
      const next = photon.pins.output(pin) ?? 0
      if (next === level) continue
      seen.push([next, now - since])
      level = next
      since = now
    }
    return seen
  }

  private async answered<T>(work: Promise<T>): Promise<T> {
    let settled = false
    const settle = (): void => {
      settled = true
    }
    work.then(settle, settle)
    for (let turn = 0; turn < STILL_TURNS && !settled; turn++) await setImmediate()
    return settled ? work : this.simulator.clock.advanceUntil(work, { stepMs: STEP_MS })
  }
}

/** Compiles a sketch and runs it on Photons that are online and the developer's. */
export async function startSketch(name: string, options: SketchOptions = {}): Promise<Sketch> {
  const { online = true, wire, ...others } = options
  const firmware = await compileSketch(name)
  const simulator = await createSimulator({ ...others, firmware, clock: 'virtual', claimed: online })
  onTestFinished(() => simulator.close())
  const { url, defaults } = simulator.cloud
  const stream = await openStream(`${url}/v1/devices/events`, {
    authorization: `Bearer ${defaults.user.token}`,
  })
  const sketch = new Sketch(simulator, stream)
  // Time stands still: no setup() has begun.
  for (const photon of sketch.photons) wire?.(photon)
  for (const photon of sketch.photons) {
    if (online) await sketch.online(photon)
  }
  return sketch
}
