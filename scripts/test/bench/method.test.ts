import { expect, test } from 'vitest'
import { inParallel, interleave } from '../../bench/lib/interleave.ts'
import { replaceSection } from '../../bench/lib/markdown.ts'
import { quantile, ratio, summarize } from '../../bench/lib/statistics.ts'

test('a summary has the middle value and both ends', () => {
  expect(summarize([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5 })
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(() => summarize([])).toThrow(RangeError)
})

test('a ratio pairs what was measured side by side', () => {
  // The second repetition was slow for both.
  expect(ratio([2, 20, 3], [1, 10, 1])).toEqual({ median: 2, min: 2, max: 3 })
})

test('contestants take turns, once a repetition, and none has a place of its own', async () => {
  const contestants = ['a', 'b', 'c']
  const rounds: string[][] = []
  const measured = await interleave(
    contestants,
    100,
    repetition => {
      expect(repetition).toBe(rounds.push([]))
    },
    async name => `${name}${rounds.at(-1)?.push(name)}`,
  )
  for (const round of rounds) expect(round.toSorted()).toEqual(contestants)
  for (const name of contestants) expect(new Set(rounds.map(round => round.indexOf(name))).size).toBe(3)
  expect(measured.map(values => values.length)).toEqual([100, 100, 100])
  expect(measured[1]?.every(value => value.startsWith('b'))).toBe(true)
})

test('tasks run that many at once', async () => {
  let running = 0
  let most = 0
  const done: number[] = []
  await inParallel([1, 2, 3, 4, 5], 2, async item => {
    most = Math.max(most, ++running)
    await Promise.resolve()
    running--
    done.push(item)
  })
  expect(most).toBe(2)
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5])
})

test('a benchmark replaces its own section and no other', () => {
  const page = replaceSection(
    replaceSection('# Figures\n\nAll of them.\n', 'One', 'first'),
    'Two',
    '### A\n\nb',
  )
  expect(page).toBe('# Figures\n\nAll of them.\n\n## One\n\nfirst\n\n## Two\n\n### A\n\nb\n')
  expect(replaceSection(page, 'One', 'changed')).toBe(page.replace('first', 'changed'))
})
