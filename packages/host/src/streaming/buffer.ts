/** A ring of the newest items: when it is full, the oldest makes room. */
export class NewestBuffer<T> {
  readonly #capacity: number
  readonly #items: (T | undefined)[] = []
  #head = 0
  #size = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get size(): number {
    return this.#size
  }

  /** @returns the oldest item when it was dropped to make room. */
  push(item: T): T | undefined {
    const oldest = this.#size === this.#capacity ? this.shift() : undefined
    this.#items[(this.#head + this.#size) % this.#capacity] = item
    this.#size++
    return oldest
  }

  /** Takes the oldest item. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined
    const item = this.#items[this.#head]
    this.#items[this.#head] = undefined
    this.#head = (this.#head + 1) % this.#capacity
    this.#size--
    return item
  }
}
