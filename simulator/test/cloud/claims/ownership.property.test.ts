import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceId, testCloud } from '../support/cloud.ts'

type Step =
  | { do: 'create'; person: number }
  | { do: 'present'; device: number; code: number }
  | { do: 'claim'; person: number; device: number }
  | { do: 'release'; person: number; device: number }
  | { do: 'wait'; minutes: number }

const person = fc.integer({ min: 0, max: 2 })
const device = fc.integer({ min: 0, max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('create' as const), person }),
  fc.record({ do: fc.constant('present' as const), device, code: fc.nat(5) }),
  fc.record({ do: fc.constant('claim' as const), person, device }),
  fc.record({ do: fc.constant('release' as const), person, device }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
)

/** What ownership should be, in its simplest words. */
interface Model {
  nowMinutes: number
  owners: (number | null)[]
  codes: { person: number; expiresMinutes: number; usedBy: number | null }[]
}

function apply(model: Model, step: Step): void {
  if (step.do === 'wait') model.nowMinutes += step.minutes
  if (step.do === 'create') {
    model.codes.push({ person: step.person, expiresMinutes: model.nowMinutes + 60, usedBy: null })
  }
  if (step.do === 'claim') model.owners[step.device] ??= step.person
  if (step.do === 'release' && model.owners[step.device] === step.person) model.owners[step.device] = null
  if (step.do !== 'present') return
  const code = model.codes[step.code]
  if (code === undefined || code.usedBy !== null || code.expiresMinutes <= model.nowMinutes) return
  const owner = model.owners[step.device] ?? null
  if (owner !== null && owner !== code.person) return
  code.usedBy = step.device
  model.owners[step.device] = code.person
}

test('whoever creates codes, presents them, claims and lets go: each device has the owner it should have', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
      const world = await testCloud()
      const people = [world.admin, await world.customer('ann@x.y'), await world.customer('bob@x.y')]
      const keepAlive = async (): Promise<void> => {
        for (const each of devices) each.send({ type: 'ping' })
        await world.clock.advance(0)
      }
      const devices = [
        await world.device(deviceId(0)),
        await world.device(deviceId(1)),
        await world.device(deviceId(2)),
      ]
      const codes: string[] = []
      const model: Model = { nowMinutes: 0, owners: [null, null, null], codes: [] }

      for (const step of steps) {
        apply(model, step)
        const as = 'person' in step ? (people[step.person] ?? world.admin) : world.admin
        const id = 'device' in step ? deviceId(step.device) : ''
        if (step.do === 'create') codes.push(await world.claimCode(as))
        if (step.do === 'claim') await world.http.post('/v1/devices').set(as).send({ id })
        if (step.do === 'release') await world.http.delete(`/v1/devices/${id}`).set(as)
        if (step.do === 'present') {
          devices[step.device]?.send({ type: 'claimCode', code: codes[step.code] ?? 'no code' })
        }
        if (step.do === 'wait') {
          for (let halfMinutes = 0; halfMinutes < step.minutes * 2; halfMinutes++) {
            await keepAlive()
            await world.clock.advance(30_000)
          }
        }
        await keepAlive()
      }

      const lists = await Promise.all(people.map(as => world.http.get('/v1/devices').set(as)))
      const owned = lists.map(list => list.body.map((each: { id: string }) => each.id).sort())
      const expected = people.map((_, who) =>
        model.owners.flatMap((owner, device) => (owner === who ? [deviceId(device)] : [])),
      )
      expect(owned).toEqual(expected)
      expect(world.failures).toEqual([])
      await world.cloud.close()
    }),
    { numRuns: 25 },
  )
})
