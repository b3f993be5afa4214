import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ParticleSetupError } from '../errors/base.ts'
import { RegistryError } from '../errors/registry.ts'
import { normalizeEmail } from '../server/config.ts'
import type { CustomerKey, CustomerRecord, ProvisionedDevice, Registry } from './registry.ts'

/** Relative to the working directory. */
export const DEFAULT_REGISTRY_FILE = 'particle-setup.sqlite'

/** How long another process may hold the file, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS customers (
    client TEXT NOT NULL,
    email  TEXT NOT NULL,
    PRIMARY KEY (client, email)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS devices (
    position INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    client   TEXT NOT NULL,
    email    TEXT NOT NULL,
    FOREIGN KEY (client, email) REFERENCES customers ON DELETE CASCADE
  ) STRICT;
`

/**
 * Opens a registry in an SQLite file, making the file and its folder when they are not there. Each change is
 * one transaction, on disk when its promise resolves.
 *
 * @param file default `particle-setup.sqlite` in the working directory.
 * @throws RegistryError `registry-unavailable` when the file cannot be opened or is no SQLite file.
 */
export function openSqliteRegistry(file: string = DEFAULT_REGISTRY_FILE): Registry {
  const path = resolve(file)
  const database = guard(path, () => open(path))
  const store = new Store(database)
  const run = async <T>(action: () => T): Promise<T> => guard(path, action)
  const close = async () => {
    if (database.isOpen) database.close()
  }
  return {
    save: device => run(() => store.transaction(() => store.save(device))),
    find: key => run(() => store.find(key)),
    list: () => run(() => store.list()),
    remove: key => run(() => store.remove(key)),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function open(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT_MS })
  try {
    database.exec(SCHEMA)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

class Store {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  transaction<T>(action: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const result = action()
      this.#database.exec('COMMIT')
      return result
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  save({ client, customerEmail, deviceId }: ProvisionedDevice): CustomerRecord {
    const email = normalizeEmail(customerEmail)
    this.#database.prepare('INSERT OR IGNORE INTO customers (client, email) VALUES (?, ?)').run(client, email)
    this.#database
      .prepare(
        `INSERT INTO devices (id, client, email) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET client = excluded.client, email = excluded.email`,
      )
      .run(deviceId, client, email)
    return this.#record(client, email)
  }

  find({ client, customerEmail }: CustomerKey): CustomerRecord | undefined {
    const email = normalizeEmail(customerEmail)
    const row = this.#database
      .prepare('SELECT 1 FROM customers WHERE client = ? AND email = ?')
      .get(client, email)
    return row && this.#record(client, email)
  }

  list(): CustomerRecord[] {
    const rows = this.#database.prepare('SELECT client, email FROM customers ORDER BY email, client').all()
    return rows.map(row => this.#record(String(row['client']), String(row['email'])))
  }

  remove({ client, customerEmail }: CustomerKey): boolean {
    const statement = this.#database.prepare('DELETE FROM customers WHERE client = ? AND email = ?')
    return statement.run(client, normalizeEmail(customerEmail)).changes > 0
  }

  #record(client: string, customerEmail: string): CustomerRecord {
    const rows = this.#database
      .prepare('SELECT id FROM devices WHERE client = ? AND email = ? ORDER BY position')
      .all(client, customerEmail)
    return { client, customerEmail, devices: rows.map(row => ({ deviceId: String(row['id']) })) }
  }
}

function guard<T>(file: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    if (cause instanceof ParticleSetupError || !(cause instanceof Error)) throw cause
    throw new RegistryError(
      'registry-unavailable',
      `The registry ${file} cannot be used: ${cause.message}. Check that it is an SQLite file that this user may write`,
      { file, cause },
    )
  }
}
