import type { Bucket } from './backplane.ts'
import type { Shelf } from './state-file.ts'

/** A bucket that is read from memory, and written to its shelf as well where it has one. */
export class MemoryBucket<Value> implements Bucket<Value> {
  private readonly values = new Map<string, Value>()
  private readonly shelf: Shelf | undefined

  constructor(shelf?: Shelf) {
    this.shelf = shelf
    for (const [key, value] of shelf?.load() ?? []) this.values.set(key, value as Value)
  }

  async get(key: string): Promise<Value | undefined> {
    return this.values.get(key)
  }

  async put(key: string, value: Value): Promise<void> {
    this.set(key, value)
  }

  async create(key: string, value: Value): Promise<boolean> {
    if (this.values.has(key)) return false
    this.set(key, value)
    return true
  }

  async delete(key: string): Promise<Value | undefined> {
    const value = this.values.get(key)
    if (this.values.delete(key)) this.shelf?.remove(key)
    return value
  }

  async update(
    key: string,
    change: (value: Value | undefined) => Value | undefined,
  ): Promise<Value | undefined> {
    const before = this.values.get(key)
    const after = change(before)
    if (after === undefined || after === before) return before
    this.set(key, after)
    return after
  }

  async find(test: (value: Value) => boolean): Promise<Value[]> {
    const found: Value[] = []
    for (const value of this.values.values()) if (test(value)) found.push(value)
    return found
  }

  private set(key: string, value: Value): void {
    this.shelf?.write(key, value)
    this.values.set(key, value)
  }
}
