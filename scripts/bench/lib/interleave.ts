/**
 * Lets contestants take turns: every repetition measures each of them once, and each repetition begins
 * with another one, so that neither a busy moment of the machine nor a place in the order favours any.
 *
 * @param onRepetition told when one begins, the first with 1.
 * @returns what was measured, in the order of the contestants, one value a repetition.
 */
export async function interleave<Contestant, Measured>(
  contestants: readonly Contestant[],
  repetitions: number,
  onRepetition: (repetition: number) => void,
  measure: (contestant: Contestant) => Promise<Measured>,
): Promise<Measured[][]> {
  const measured: Measured[][] = contestants.map(() => [])
  for (let repetition = 0; repetition < repetitions; repetition++) {
    onRepetition(repetition + 1)
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (repetition + turn) % contestants.length
      const contestant = contestants[index]
      if (contestant !== undefined) measured[index]?.push(await measure(contestant))
    }
  }
  return measured
}

/** Runs tasks for all items, that many at once, until all are through or the first fails. */
export async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  task: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await task(item)
    }),
  )
}
