/** What several repetitions of one measurement came to. */
export interface Summary {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** @throws RangeError when there is nothing to summarize. */
export function summarize(values: readonly number[]): Summary {
  return { median: quantile(values, 0.5), min: quantile(values, 0), max: quantile(values, 1) }
}

/**
 * The value that this part of the values does not exceed, interpolated between neighbours.
 *
 * @param part 0 is the smallest, 1 the largest.
 * @throws RangeError when there are no values.
 */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * part
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) throw new RangeError('no values to take a quantile of')
  return below + (above - below) * (place - Math.floor(place))
}

/**
 * How two measurements compare, from values that were taken side by side: what slowed both of a pair
 * down cancels out.
 */
export function ratio(values: readonly number[], base: readonly number[]): Summary {
  return summarize(values.map((value, index) => value / (base[index] ?? Number.NaN)))
}
