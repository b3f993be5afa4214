import { describe, expect, test } from 'vitest'
import {
  createInProcessBackplane,
  NoResponderError,
  type Service,
  type Topic,
} from '../../../src/cloud/index.ts'

const NEWS: Topic<string> = { name: 'news' }
const DOUBLE: Service<number, number> = { name: 'double' }

describe('publish and subscribe', () => {
  test('tell every subscriber, in order, never in the caller’s turn, until it leaves', async () => {
    const backplane = createInProcessBackplane()
    const heard: string[] = []
    const first = backplane.subscribe(NEWS, text => heard.push(`1 ${text}`))
    backplane.subscribe(NEWS, text => heard.push(`2 ${text}`))
    const both = [backplane.publish(NEWS, 'a'), backplane.publish(NEWS, 'b')]
    expect(heard).toEqual([])
    await Promise.all(both)
    first.unsubscribe()
    await backplane.publish(NEWS, 'c')
    expect(heard).toEqual(['1 a', '2 a', '1 b', '2 b', '2 c'])
  })
})

describe('request and respond', () => {
  test('ask the newest responder, and the one before it when that leaves', async () => {
    const backplane = createInProcessBackplane()
    backplane.respond(DOUBLE, async n => n * 2)
    const wrong = backplane.respond(DOUBLE, async n => n * 3)
    expect(await backplane.request(DOUBLE, 2)).toBe(6)
    wrong.unsubscribe()
    expect(await backplane.request(DOUBLE, 2)).toBe(4)
  })

  test('say so when nobody answers', async () => {
    const backplane = createInProcessBackplane()
    backplane.respond(DOUBLE, async n => n).unsubscribe()
    await expect(backplane.request(DOUBLE, 2)).rejects.toThrow(NoResponderError)
  })
})

describe('a bucket', () => {
  test('puts, creates once, updates, deletes and finds', async () => {
    const bucket = createInProcessBackplane().bucket<number>('numbers')
    expect(await bucket.get('a')).toBeUndefined()
    expect(await bucket.create('a', 1)).toBe(true)
    expect(await bucket.create('a', 2)).toBe(false)
    await bucket.put('b', 5)
    expect(await bucket.update('a', n => (n ?? 0) + 1)).toBe(2)
    expect(await bucket.update('c', n => n)).toBeUndefined()
    expect(await bucket.find(n => n > 1)).toEqual([2, 5])
    expect(await bucket.delete('b')).toBe(5)
    expect(await bucket.delete('b')).toBeUndefined()
  })

  test('is the same under the same name', async () => {
    const backplane = createInProcessBackplane()
    await backplane.bucket<number>('numbers').put('a', 1)
    expect(await backplane.bucket<number>('numbers').get('a')).toBe(1)
    expect(await backplane.bucket<number>('others').get('a')).toBeUndefined()
  })
})
