import { describe, expect, test } from 'vitest'
import { sleep, withDeadline } from '../src/deadline.ts'
import { caught } from './support/caught.ts'

const never = () => new Promise<never>(() => undefined)

describe('withDeadline', () => {
  test('gives what the task gives', async () => {
    expect(await withDeadline('work', { timeoutMs: 1_000 }, async () => 5)).toBe(5)
  })

  test('ends a task that ignores its signal', async () => {
    expect(await caught(withDeadline('work', { timeoutMs: 5 }, never))).toMatchObject({
      code: 'timed-out',
      operation: 'work',
      timeoutMs: 5,
    })
  })

  test('ends with the error that the caller makes of it', async () => {
    const own = new Error('own')
    expect(await caught(withDeadline('work', { timeoutMs: 5, timeoutError: () => own }, never))).toBe(own)
  })

  test('ends with the signal’s reason, whatever the task makes of it', async () => {
    const controller = new AbortController()
    const task = withDeadline('work', { timeoutMs: 1_000, signal: controller.signal }, signal =>
      sleep(10_000, signal).catch(() => {
        throw new Error('something else')
      }),
    )
    controller.abort('enough')
    expect(await caught(task)).toBe('enough')
  })

  test('does not start under a signal that has aborted', async () => {
    let started = false
    const task = async () => {
      started = true
    }
    expect(await caught(withDeadline('work', { timeoutMs: 10, signal: AbortSignal.abort('no') }, task))).toBe(
      'no',
    )
    expect(started).toBe(false)
  })

  test('takes no limit that is none', async () => {
    for (const timeoutMs of [0, -1, Number.NaN]) {
      expect(await caught(withDeadline('work', { timeoutMs }, never))).toMatchObject({
        argument: 'timeoutMs',
      })
    }
    expect(await withDeadline('work', { timeoutMs: Number.POSITIVE_INFINITY }, async () => 5)).toBe(5)
  })
})
