import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import type Particle from 'particle-api-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { bringOnline, photonAt, SPEED } from '../online-photon.ts'
import { sketch } from '../sketches.ts'
import { VERSIONS } from './clients.ts'

const product = 'photon-kit'

describe.for(VERSIONS)('particle-api-js %s', ([, Client]) => {
  let simulator: Simulator
  let particle: Particle
  let photon: Photon
  let auth: string

  beforeAll(async () => {
    simulator = await createSimulator({ firmware: await realFirmware(), speed: SPEED })
    photon = photonAt(simulator, 0)
    auth = simulator.cloud.defaults.user.token
    await bringOnline(simulator, photon, auth)
    particle = new Client({ baseUrl: simulator.cloud.url })
  })
  afterAll(() => simulator.close())

  /** The device comes back with that function. */
  const expectFunction = async (name: string, value: number): Promise<void> => {
    const call = () => particle.callFunction({ deviceId: photon.id, name, argument: '', auth })
    await expect.poll(call, { timeout: 10_000 }).toMatchObject({ body: { return_value: value } })
  }

  /** What was compiled, without the client: `downloadFirmwareBinary` of 6.5.0 calls what it does not have. */
  const download = async (compiled: unknown): Promise<Buffer> => {
    const url = simulator.cloud.url + Object(compiled).binary_url
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${auth}` } })
    return Buffer.from(await answer.arrayBuffer())
  }

  // One story: each test goes on where the one before it stopped.

  test('compileCode, and flashDevice with what it made', async () => {
    const files = {
      'src/app.ino': Buffer.from(`#include "Seven.h"\n${sketch('seven', 7)}`),
      'lib/Seven/src/Seven.h': Buffer.from('int seven();\n'),
      'lib/Seven/library.properties': Buffer.from('name=Seven\nversion=1.0.0\n'),
      'project.properties': Buffer.from('name=app\n'),
    }
    const { body } = await particle.compileCode({ files, platformId: 6, auth })
    const app = await download(body)
    const flashed = await particle.flashDevice({ deviceId: photon.id, files: { 'app.bin': app }, auth })
    expect(flashed.body).toMatchObject({ id: photon.id, status: 'Update started' })
    await expectFunction('seven', 7)
  })

  test('flashDevice with sources', async () => {
    const files = { 'app.ino': Buffer.from(sketch('nine', 9)) }
    const { body } = await particle.flashDevice({ deviceId: photon.id, files, auth })
    expect(body).toMatchObject({ ok: true, message: 'Update started' })
    await expectFunction('nine', 9)
  })

  test('uploadProductFirmware, listProductFirmware, updateProductFirmware, releaseProductFirmware', async () => {
    const source = `PRODUCT_ID(10001)\nPRODUCT_VERSION(3)\n${sketch('three', 3)}`
    const files = { 'app.ino': Buffer.from(source) }
    const { body } = await particle.compileCode({ files, platformId: 6, auth })
    const file = await download(body)
    const version = 3
    const uploaded = await particle.uploadProductFirmware({
      product,
      file,
      version,
      title: 'Third',
      description: 'It answers three.',
      auth,
    })
    expect(uploaded.statusCode).toBe(201)
    expect(uploaded.body).toMatchObject({ version, title: 'Third', size: file.length })
    const listed = await particle.listProductFirmware({ product, auth })
    expect(listed.body).toMatchObject([{ version }])
    await particle.updateProductFirmware({ product, version, title: 'The third', auth })
    const shown = await particle.getProductFirmware({ product, version, auth })
    expect(shown.body).toMatchObject({ title: 'The third', description: 'It answers three.' })

    await particle.addDeviceToProduct({ product, deviceId: photon.id, auth })
    await particle.releaseProductFirmware({
      product,
      version,
      product_default: true,
      intelligent: true,
      auth,
    })
    await photon.reset()
    await expectFunction('three', 3)
  })

  test('lockDeviceProductFirmware and unlockDeviceProductFirmware', async () => {
    const device = { product, deviceId: photon.id, auth }
    const locked = await particle.lockDeviceProductFirmware({ ...device, desiredFirmwareVersion: 3 })
    expect(locked.body).toMatchObject({ id: photon.id, desired_firmware_version: 3 })
    const unlocked = await particle.unlockDeviceProductFirmware(device)
    expect(unlocked.body).toMatchObject({ id: photon.id, desired_firmware_version: null })
  })
})
