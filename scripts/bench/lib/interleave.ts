/**
 * Lets contestants take turns: every repetition measures each of them once, in an order that is drawn anew,
 * so that neither a busy moment of the machine nor what the one before has left behind favours any.
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
  const entries = contestants.map(contestant => ({ contestant, measured: [] as Measured[] }))
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    onRepetition(repetition)
    for (const { contestant, measured } of shuffle(entries)) measured.push(await measure(contestant))
  }
  return entries.map(({ measured }) => measured)
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map(item => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
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
