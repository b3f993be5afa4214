/** The simulated Particle Cloud, whole, with a developer's token and devices of theirs. */
import type { DeviceEnd } from '@particle-setup/protocol/device'
import { Devices } from '../../../../simulator/src/cloud/devices/entity.ts'
import { completeEvent, EVENTS } from '../../../../simulator/src/cloud/events/entity.ts'
import {
  createCloud,
  createCloudServer,
  createInProcessBackplane,
} from '../../../../simulator/src/cloud/index.ts'
import type { User } from '../../../../simulator/src/cloud/users/entity.ts'
import { createRandom, createRealClock } from '../../../../simulator/src/world/index.ts'
import { DEVICE_ID, type Subject } from './subject.ts'

const clock = createRealClock()
const backplane = createInProcessBackplane()
const cloud = await createCloud({ clock, backplane, random: createRandom('bench') })
const known = new Devices(backplane)
const [owner] = await backplane.bucket<User>('users').find(() => true)
const ownerId = owner?.id ?? ''
const ends: DeviceEnd[] = []

/** A device that the developer owns, in the cloud. */
async function connect(deviceId: string): Promise<DeviceEnd> {
  await known.ensure(deviceId)
  await known.claim(deviceId, { ownerId, productId: null })
  const identity = { deviceId, publicKey: Buffer.from(deviceId), ipAddress: '127.0.0.1' }
  const end = await cloud.connectDevice(identity, new AbortController().signal)
  end.onMessage(() => {})
  end.send({ type: 'hello', productId: 6, productVersion: 0xffff, platformId: 6, systemVersion: '2.3.1' })
  end.send({ type: 'describe', part: { system: { platformId: 6, modules: [] } } })
  const application = { functions: ['toggleStream'], variables: { streaming: 'bool' } } as const
  end.send({ type: 'describe', part: { application } })
  return end
}

export const subject: Subject = {
  server: createCloudServer(cloud.app),
  token: cloud.defaults.user.token,
  deviceId: DEVICE_ID,
  publish: draft =>
    backplane.publish(
      EVENTS,
      completeEvent({ ...draft, coreid: DEVICE_ID, ownerId, productId: null }, clock.unixMs()),
    ),
  async connectDevices(count) {
    while (ends.length < count) {
      ends.push(await connect(`e00fce68${String(ends.length + 1).padStart(16, '0')}`))
    }
  },
  publishByDevice(index, { name, data }) {
    ends[index]?.send({ type: 'event', name, data, isPrivate: true, ttlSeconds: 60 })
  },
}
