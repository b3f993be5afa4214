import { compile } from '@particle-setup/device-os-wasm/compile'
import { createSimulator } from '@particle-setup/simulator'
import request from 'supertest'
import { expect, test } from 'vitest'
import { bringOnline, photonAt, SPEED } from '../../clients/online-photon.ts'
import { upload } from '../support/upload.ts'
import { COMPILE_MS } from './firmware-file.ts'

/** A program that states its version, and tells it when it is asked. */
function program(version: number) {
  const source = `#include "Particle.h"
PRODUCT_ID(10001);
PRODUCT_VERSION(${version});
int version = ${version};
void setup() { Particle.variable("version", version); }
void loop() {}
`
  return compile({ name: 'kit', files: new Map([['kit.cpp', Buffer.from(source)]]) })
}

test(
  'a Photon of a product is updated over the air to what is released, runs it, and is then left alone',
  async () => {
    const [first, second] = await Promise.all([program(1), program(2)])
    await using simulator = await createSimulator({ firmware: first, speed: SPEED })
    const http = request(simulator.cloud.url)
    const admin = { Authorization: `Bearer ${simulator.cloud.defaults.user.token}` }
    const photon = photonAt(simulator, 0)
    await bringOnline(simulator, photon, simulator.cloud.defaults.user.token)

    const path = `/v1/products/photon-kit/devices/${photon.id}`
    const device = async () => (await http.get(path).set(admin)).body
    await expect.poll(device, { timeout: 20_000 }).toMatchObject({ product_id: 10001, firmware_version: 1 })

    const posted = http.post('/v1/products/photon-kit/firmware').set(admin)
    expect((await upload(posted, { 'kit.bin': second.wasm }, { version: '2' })).status).toBe(201)
    const release = { version: 2, product_default: true, intelligent: true }
    await http.put('/v1/products/photon-kit/firmware/release').set(admin).send(release)

    const updated = { firmware_version: 2, targeted_firmware_release_version: 2, online: true }
    await expect.poll(device, { timeout: 60_000 }).toMatchObject(updated)
    const version = await http.get(`${path}/version`).set(admin)
    expect(version.body.result).toBe(2)
    const rollouts = simulator.journal.entries('rollout')
    expect(rollouts).toHaveLength(1)
  },
  COMPILE_MS,
)
