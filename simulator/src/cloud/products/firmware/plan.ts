/** What a product has released, and to whom. */
export interface ReleasePlan {
  /** For the devices that are in no group with a firmware of its own. */
  readonly productDefault: number | null
  /** One version a group. */
  readonly groups: readonly GroupRelease[]
}

export interface GroupRelease {
  readonly name: string
  readonly version: number
}

export interface ReleaseRequest {
  readonly version: number
  /** `false` takes the version back where it is the default; absent, it changes nothing. */
  readonly productDefault?: boolean | undefined
  /** All groups that get this version from now on; those that had it and are not named lose it. */
  readonly groups?: readonly string[] | undefined
}

export const NOTHING_RELEASED: ReleasePlan = { productDefault: null, groups: [] }

/** The plan after a release. A request that says neither is for the whole product. */
export function release(plan: ReleasePlan, { version, productDefault, groups }: ReleaseRequest): ReleasePlan {
  const asDefault = productDefault ?? (groups === undefined ? true : undefined)
  const others = plan.groups.filter(
    each => groups === undefined || (each.version !== version && !groups.includes(each.name)),
  )
  return {
    productDefault: defaultAfter(plan.productDefault, version, asDefault),
    groups: [...others, ...[...new Set(groups)].map(name => ({ name, version }))],
  }
}

function defaultAfter(before: number | null, version: number, asDefault: boolean | undefined): number | null {
  if (asDefault === true) return version
  return asDefault === false && before === version ? null : before
}

/** The plan after a group has gone, or has another name. */
export function renameInPlan(plan: ReleasePlan, name: string, after: string | null): ReleasePlan {
  return {
    ...plan,
    groups: plan.groups.flatMap(each => {
      if (each.name !== name) return each
      return after === null ? [] : { ...each, name: after }
    }),
  }
}

export function isReleased(plan: ReleasePlan, version: number): boolean {
  return plan.productDefault === version || plan.groups.some(each => each.version === version)
}

/** The groups that a version is released to. */
export function groupsOf(plan: ReleasePlan, version: number): string[] {
  return plan.groups.filter(each => each.version === version).map(each => each.name)
}
