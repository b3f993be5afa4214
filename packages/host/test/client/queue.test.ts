import { describe, expect, test } from 'vitest'
import { createQueues } from '../../src/client/queue.ts'
import { caught } from '../support/caught.ts'

const { signal } = new AbortController()

describe('a queue for each Photon', () => {
  test('C7: tasks of one key run in the order they were asked for, never two at once', async () => {
    const queues = createQueues()
    const order: string[] = []
    const task = (name: string) => async () => {
      order.push(`${name} starts`)
      await new Promise(setImmediate)
      order.push(`${name} ends`)
    }
    await Promise.all([queues.run('a', signal, task('first')), queues.run('a', signal, task('second'))])
    expect(order).toEqual(['first starts', 'first ends', 'second starts', 'second ends'])
  })

  test('C7: nothing is kept of Photons whose commands are over, however they ended', async () => {
    const queues = createQueues()
    const photons = Array.from({ length: 1_000 }, (_, i) => `192.168.0.1:${i}`)
    const runs = photons.flatMap((photon, i) => [
      queues.run(photon, signal, async () => i),
      caught(queues.run(photon, signal, () => Promise.reject(new Error('refused')))),
      caught(queues.run(photon, AbortSignal.abort('enough'), async () => i)),
    ])
    expect(queues.count).toBe(1_000)
    await Promise.all(runs)
    expect(queues.count).toBe(0)
  })

  test('C7: a task whose caller gave up while it waited is never started', async () => {
    const queues = createQueues()
    const controller = new AbortController()
    let started = false
    const first = queues.run('a', signal, async () => controller.abort('enough'))
    const second = caught(
      queues.run('a', controller.signal, async () => {
        started = true
      }),
    )
    await first
    expect(await second).toBe('enough')
    expect(started).toBe(false)
  })
})
