/** Times that were written lately; `toISOString` takes as long as the rest of a small answer. */
const written = new Map<number, string>()

const MOST_KEPT = 1_000

/** A time as the HTTP API writes it: ISO 8601 with milliseconds, in UTC. Times of devices are read over and over. */
export function timestampOf(unixMs: number): string {
  const known = written.get(unixMs)
  if (known !== undefined) return known
  const text = new Date(unixMs).toISOString()
  if (written.size >= MOST_KEPT) written.clear()
  written.set(unixMs, text)
  return text
}
