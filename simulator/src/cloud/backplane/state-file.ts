import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** One bucket's rows in a state file. */
export interface Shelf {
  load(): Iterable<readonly [key: string, value: unknown]>
  write(key: string, value: unknown): void
  remove(key: string): void
}

export interface StateFile {
  shelf(bucket: string): Shelf
  close(): void
}

/** The state file cannot be opened, or is not one of ours. */
export class StateFileError extends Error {
  readonly code = 'state-file'
  readonly path: string

  constructor(path: string, cause: unknown) {
    super(
      `cannot open the cloud's state file ${path}: ${cause instanceof Error ? cause.message : cause}; ` +
        'name a folder you may write to, which no other simulator uses',
      { cause },
    )
    this.name = 'StateFileError'
    this.path = path
  }
}

/** Opens `cloud.sqlite` in the folder, for this process alone. */
export function openStateFile(directory: string): StateFile {
  const path = join(directory, 'cloud.sqlite')
  const database = open(directory, path)
  const select = database.prepare('SELECT key, value FROM entries WHERE bucket = ? ORDER BY rowid')
  const upsert = database.prepare(
    'INSERT INTO entries (bucket, key, value) VALUES (?, ?, ?) ' +
      'ON CONFLICT (bucket, key) DO UPDATE SET value = excluded.value',
  )
  const remove = database.prepare('DELETE FROM entries WHERE bucket = ? AND key = ?')

  return {
    shelf: bucket => ({
      *load() {
        for (const row of select.all(bucket)) {
          yield [String(row['key']), JSON.parse(String(row['value']))]
        }
      },
      write: (key, value) => void upsert.run(bucket, key, JSON.stringify(value)),
      remove: key => void remove.run(bucket, key),
    }),
    close: () => database.close(),
  }
}

function open(directory: string, path: string): DatabaseSync {
  try {
    makeFolder(resolve(directory))
    const database = new DatabaseSync(path, { timeout: 1_000 })
    // Exclusive: two simulators that share a file would each miss what the other writes. Full: what was
    // answered is on disk, even when the power goes.
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS entries (
        bucket TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (bucket, key)
      );
    `)
    return database
  } catch (cause) {
    throw new StateFileError(path, cause)
  }
}

/** Node's own `recursive` never ends in a folder that takes none, such as /proc (Node 24). */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}
