import type { Membership } from '../devices/membership.ts'
import type { ReleasePlan } from './plan.ts'

/** What decides which firmware a device of a product should run. */
export interface Recipient extends Pick<Membership, 'groups' | 'desiredVersion'> {
  /** Its developer flashes it: it gets neither what is released nor what it is locked to. */
  readonly development: boolean
}

/**
 * The version that is released to a device: that of its groups before the product's default. Of several
 * groups with versions of their own, the highest version counts.
 */
export function releasedVersion(plan: ReleasePlan, { groups, development }: Recipient): number | null {
  if (development) return null
  const versions = plan.groups.filter(each => groups.includes(each.name)).map(each => each.version)
  return versions.length > 0 ? Math.max(...versions) : plan.productDefault
}

/** The version a device should run: the one it is locked to before what is released. `null` is any. */
export function targetVersion(plan: ReleasePlan, recipient: Recipient): number | null {
  if (recipient.development) return null
  return recipient.desiredVersion ?? releasedVersion(plan, recipient)
}
