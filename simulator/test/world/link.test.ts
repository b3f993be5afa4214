import { describe, expect, test } from 'vitest'
import { createLink } from '../../src/world/index.ts'

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

describe('a link', () => {
  test('delivers in order, never inside the caller’s own turn', async () => {
    const [a, b] = createLink<number, string>()
    const received: number[] = []
    b.onMessage(message => received.push(message))
    for (let i = 0; i < 100; i++) a.send(i)
    expect(received).toEqual([])
    await settled()
    expect(received).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })

  test('keeps messages until there is a receiver', async () => {
    const [a, b] = createLink<string, string>()
    a.send('early')
    await settled()
    const received: string[] = []
    b.onMessage(message => received.push(message))
    a.send('late')
    await settled()
    expect(received).toEqual(['early', 'late'])
  })

  test('delivers what was sent before it closed, then tells both ends', async () => {
    const [a, b] = createLink<string, string>()
    const seen: string[] = []
    b.onMessage(message => seen.push(message))
    b.onClose(() => seen.push('b closed'))
    a.onClose(() => seen.push('a closed'))
    a.send('last words')
    a.close()
    a.send('too late')
    b.send('nobody hears')
    await settled()
    expect(seen.toSorted()).toEqual(['a closed', 'b closed', 'last words'])
    expect(seen.indexOf('last words')).toBeLessThan(seen.indexOf('b closed'))
  })

  test('hands nothing to the end that closed it', async () => {
    const [a, b] = createLink<string, string>()
    const received: string[] = []
    a.onMessage(message => received.push(message))
    b.send('on its way')
    a.close()
    await settled()
    expect(received).toEqual([])
  })

  test('tells a late listener that it had closed, and each listener once', async () => {
    const [a, b] = createLink<string, string>()
    let told = 0
    b.onClose(() => told++)
    a.close()
    b.close()
    await settled()
    b.onClose(() => told++)
    await settled()
    expect(told).toBe(2)
  })
})
