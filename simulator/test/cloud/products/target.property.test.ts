import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  groupsOf,
  isReleased,
  NOTHING_RELEASED,
  type ReleasePlan,
  release,
  renameInPlan,
} from '../../../src/cloud/products/firmware/plan.ts'
import { releasedVersion, targetVersion } from '../../../src/cloud/products/firmware/target.ts'

const name: fc.Arbitrary<string> = fc.constantFrom('alpha', 'beta', 'gamma', '__proto__', 'constructor')
const names = fc.uniqueArray(name)
const version = fc.integer({ min: 0, max: 4 })
const request = fc.record(
  { version, productDefault: fc.boolean(), groups: names },
  { requiredKeys: ['version'] },
)
const plan = fc.array(request).map(requests => requests.reduce(release, NOTHING_RELEASED))
const recipient = fc.record({
  groups: names,
  desiredVersion: fc.option(version),
  development: fc.boolean(),
})

test('a release gives its version to all groups it names, and to no other', () => {
  fc.assert(
    fc.property(plan, request, (before, asked) => {
      const after = release(before, asked)
      if (asked.groups !== undefined)
        expect(groupsOf(after, asked.version).sort()).toEqual([...asked.groups].sort())
      const owners = after.groups.map(each => each.name)
      expect(owners).toEqual([...new Set(owners)])
    }),
  )
})

test('a release leaves what it does not speak of as it was', () => {
  fc.assert(
    fc.property(plan, request, (before, asked) => {
      const after = release(before, asked)
      const untouched = (of: ReleasePlan) =>
        of.groups.filter(each => each.version !== asked.version && !asked.groups?.includes(each.name))
      expect(untouched(after)).toEqual(untouched(before))
      if (asked.productDefault === undefined && asked.groups !== undefined) {
        expect(after.productDefault).toBe(before.productDefault)
      }
      if (asked.productDefault === false && before.productDefault !== asked.version) {
        expect(after.productDefault).toBe(before.productDefault)
      }
    }),
  )
})

test('a release repeated changes nothing more', () => {
  fc.assert(
    fc.property(plan, request, (before, asked) => {
      const once = release(before, asked)
      const sorted = ({ productDefault, groups }: ReleasePlan) => ({
        productDefault,
        groups: [...groups].sort((a, b) => (a.name < b.name ? -1 : 1)),
      })
      expect(sorted(release(once, asked))).toEqual(sorted(once))
    }),
  )
})

test('a device gets nothing but what it is locked to, or what is released', () => {
  fc.assert(
    fc.property(plan, recipient, (released, device) => {
      const target = targetVersion(released, device)
      if (device.development) expect(target).toBeNull()
      else if (device.desiredVersion !== null) expect(target).toBe(device.desiredVersion)
      else expect(target).toBe(releasedVersion(released, device))
      if (target !== null && device.desiredVersion === null) expect(isReleased(released, target)).toBe(true)
    }),
  )
})

test('of its groups the highest version counts, before the default of the product', () => {
  fc.assert(
    fc.property(plan, recipient, (released, device) => {
      const own = released.groups.filter(each => device.groups.includes(each.name))
      const expected = own.length > 0 ? Math.max(...own.map(each => each.version)) : released.productDefault
      expect(releasedVersion(released, { ...device, development: false })).toBe(expected)
    }),
  )
})

test('a group that goes takes its release along; one that is renamed keeps it', () => {
  fc.assert(
    fc.property(plan, name, (before, group) => {
      const version = before.groups.find(each => each.name === group)?.version
      expect(renameInPlan(before, group, null).groups.map(each => each.name)).not.toContain(group)
      const renamed = renameInPlan(before, group, 'new').groups.find(each => each.name === 'new')
      expect(renamed?.version).toBe(version)
    }),
  )
})
