import type { AddressInfo } from 'node:net'
import request from 'supertest'
import { expect, onTestFinished } from 'vitest'
import { type Cloud, type CloudOptions, createCloud, createCloudServer } from '../../../src/cloud/index.ts'
import type { VirtualClock } from '../../../src/world/clock.ts'
import { createRandom } from '../../../src/world/random.ts'
import { createVirtualClock } from '../../../src/world/virtual-clock.ts'
import { FakeDevice, type FakeDeviceOptions } from './fake-device.ts'
import { checkedByOpenApi } from './openapi-check.ts'

export interface TestCloud {
  cloud: Cloud
  clock: VirtualClock
  /** Failures that the cloud took for its own; expected to stay empty. */
  failures: unknown[]
  http: ReturnType<typeof request>
  /** The developer's token, as a header. */
  admin: { Authorization: string }
  /** Makes a customer without a password and answers its token, as a header. */
  customer(email: string): Promise<{ Authorization: string }>
  /** A device that has opened a session and described itself. */
  device(id: string, options?: Partial<FakeDeviceOptions>): Promise<FakeDevice>
  claimCode(as: { Authorization: string }): Promise<string>
  /** A device that somebody has claimed by code. */
  ownedDevice(
    as: { Authorization: string },
    id: string,
    options?: Partial<FakeDeviceOptions>,
  ): Promise<FakeDevice>
}

export const PRODUCT = '/v1/products/photon-kit'

export async function testCloud(options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const clock = createVirtualClock()
  const failures: unknown[] = []
  const cloud = await createCloud({
    clock,
    random: createRandom('test'),
    seed: { client: { secret: 'client-secret' } },
    onFailure: error => failures.push(error),
    ...options,
  })
  onTestFinished(() => cloud.close())
  const violations: string[] = []
  onTestFinished(() => expect(violations, 'answers that are not as OpenAPI describes them').toEqual([]))
  const http = request(checkedByOpenApi(cloud.app, cloud.openApi, text => violations.push(text)))
  const { client, user } = cloud.defaults

  const device: TestCloud['device'] = async (id, more = {}) => {
    const fake = await FakeDevice.connect(cloud.connectDevice, { deviceId: id, ...more })
    await clock.advance(0)
    return fake
  }
  const claimCode: TestCloud['claimCode'] = async as =>
    (await http.post('/v1/device_claims').set(as)).body.claim_code

  return {
    cloud,
    clock,
    failures,
    http,
    admin: { Authorization: `Bearer ${user.token}` },
    async customer(email) {
      const { body } = await http
        .post(`${PRODUCT}/customers`)
        .auth(client.id, client.secret)
        .type('form')
        .send({ email, no_password: 'true' })
      return { Authorization: `Bearer ${body.access_token}` }
    },
    device,
    claimCode,
    async ownedDevice(as, id, more) {
      const claim = await claimCode(as)
      return device(id, { ...more, claimCode: claim })
    },
  }
}

/** Serves the cloud on a port of its own, for clients that need a URL. */
export async function serve(cloud: Cloud): Promise<string> {
  const server = createCloudServer(cloud.app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/**
 * The answer to a request that waits for a device in vain: once `begun`, it takes exactly `limitMs` of
 * simulated time.
 */
export async function timeOut<T>(
  clock: VirtualClock,
  asked: PromiseLike<T>,
  begun: () => boolean,
  limitMs = 10_000,
): Promise<T> {
  let settled = false
  const done = Promise.resolve(asked).finally(() => {
    settled = true
  })
  await expect.poll(begun).toBe(true)
  await clock.advance(limitMs - 1)
  expect(settled).toBe(false)
  await clock.advance(1)
  return done
}

/** The id of the nth device of a test. */
export function deviceId(n: number): string {
  return `e00fce68${String(n).padStart(16, '0')}`
}
