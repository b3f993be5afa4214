/** A timer that waits its turn. `sequence` keeps those of one moment in the order they were set. */
export interface HeapItem {
  readonly dueMs: number
  readonly sequence: number
  readonly run: () => void
  state: 'waiting' | 'cancelled' | 'taken'
}

/** A binary heap, soonest first. Cancelled items stay until they surface or outnumber the others. */
export class TimerHeap {
  private items: HeapItem[] = []
  private cancelled = 0

  /** Items that are not cancelled. */
  get size(): number {
    return this.items.length - this.cancelled
  }

  push(item: HeapItem): void {
    this.items.push(item)
    this.rise(this.items.length - 1)
  }

  cancel(item: HeapItem): void {
    if (item.state !== 'waiting') return
    item.state = 'cancelled'
    this.cancelled++
    if (this.cancelled > 64 && this.cancelled * 2 > this.items.length) this.rebuild()
  }

  /** Takes the soonest item out when it is due by then and was set before that sequence number. */
  popDue(untilMs: number, beforeSequence = Number.POSITIVE_INFINITY): HeapItem | undefined {
    for (let first = this.items[0]; first !== undefined; first = this.items[0]) {
      const cancelled = first.state === 'cancelled'
      if (!cancelled && (first.dueMs > untilMs || first.sequence >= beforeSequence)) return undefined
      this.removeFirst()
      if (!cancelled) {
        first.state = 'taken'
        return first
      }
      this.cancelled--
    }
    return undefined
  }

  private removeFirst(): void {
    const last = this.items.pop()
    if (last === undefined || this.items.length === 0) return
    this.items[0] = last
    this.sink(0)
  }

  private rebuild(): void {
    this.items = this.items.filter(item => item.state === 'waiting').sort((a, b) => (before(a, b) ? -1 : 1))
    this.cancelled = 0
  }

  private rise(start: number): void {
    let index = start
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.swapIfBefore(index, parent)) return
      index = parent
    }
  }

  private sink(start: number): void {
    let index = start
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      const child = this.isBefore(right, left) ? right : left
      if (!this.swapIfBefore(child, index)) return
      index = child
    }
  }

  private isBefore(index: number, other: number): boolean {
    const a = this.items[index]
    const b = this.items[other]
    return a !== undefined && b !== undefined && before(a, b)
  }

  private swapIfBefore(index: number, other: number): boolean {
    const a = this.items[index]
    const b = this.items[other]
    if (a === undefined || b === undefined || !before(a, b)) return false
    this.items[index] = b
    this.items[other] = a
    return true
  }
}

function before(a: HeapItem, b: HeapItem): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.sequence < b.sequence)
}
