import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { StateFileError } from '../../../src/cloud/index.ts'
import { deviceId, PRODUCT, testCloud } from '../support/cloud.ts'

async function stateDir(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'cloud-state-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

test('tokens, customers, claim codes and devices outlive a restart; sessions do not', async () => {
  const directory = join(await stateDir(), 'made', 'on', 'the', 'way')
  const before = await testCloud({ stateDir: directory })
  const ann = await before.customer('ann@x.y')
  await before.ownedDevice(ann, deviceId(1), { functions: { beep: () => 1 } })
  await before.http
    .put(`/v1/devices/${deviceId(1)}`)
    .set(ann)
    .send({ name: 'kitchen' })
  const code = await before.claimCode(ann)
  await before.cloud.close()

  const after = await testCloud({ stateDir: directory })
  expect(after.cloud.defaults).toEqual(before.cloud.defaults)
  const { body } = await after.http.get('/v1/devices').set(ann)
  expect(body).toMatchObject([
    { id: deviceId(1), name: 'kitchen', online: false, functions: ['beep'], product_id: 10001 },
  ])
  const device = await after.device(deviceId(2), { claimCode: code })
  expect(device.messages('claimed')).toHaveLength(1)
  const again = await after.http
    .post(`${PRODUCT}/customers`)
    .set(after.admin)
    .send({ email: 'ann@x.y', password: 'x' })
  expect(again.body.error).toBe('customer_exists')
})

test('a restarted cloud draws no token, id or code a second time, though its seed is the same', async () => {
  const directory = await stateDir()
  const drawn: string[] = []
  for (let run = 0; run < 3; run++) {
    const world = await testCloud({ stateDir: directory })
    drawn.push((await world.customer(`c${run}@x.y`)).Authorization, await world.claimCode(world.admin))
    await world.cloud.close()
  }
  expect(new Set(drawn).size).toBe(6)
})

test('what was deleted stays deleted', async () => {
  const directory = await stateDir()
  const before = await testCloud({ stateDir: directory })
  const ann = await before.customer('ann@x.y')
  await before.http.delete(`${PRODUCT}/customers/ann@x.y`).set(before.admin)
  await before.cloud.close()
  const after = await testCloud({ stateDir: directory })
  expect((await after.http.get('/v1/user').set(ann)).status).toBe(401)
})

test('a state file that is none is named in the error', async () => {
  const directory = await stateDir()
  const path = join(directory, 'cloud.sqlite')
  await writeFile(path, 'not a database, however long this text may be'.repeat(40))
  const broken = testCloud({ stateDir: directory })
  await expect(broken).rejects.toThrow(StateFileError)
  await expect(broken).rejects.toMatchObject({ code: 'state-file', path })
})

test.runIf(existsSync('/proc/self'))(
  'a folder that cannot be made is named in the error, where making it would hang',
  async () => {
    await expect(testCloud({ stateDir: '/proc/not/there' })).rejects.toMatchObject({
      code: 'state-file',
      path: '/proc/not/there/cloud.sqlite',
    })
  },
)

test('a state file belongs to one cloud at a time', async () => {
  const directory = await stateDir()
  const first = await testCloud({ stateDir: directory })
  await expect(testCloud({ stateDir: directory })).rejects.toThrow(StateFileError)
  await first.cloud.close()
  await expect(testCloud({ stateDir: directory })).resolves.toBeDefined()
})
