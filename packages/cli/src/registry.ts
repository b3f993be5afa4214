import { DEFAULT_REGISTRY_FILE, openSqliteRegistry, type Registry } from '@particle-setup/host'
import { Option } from 'commander'
import type { Io } from './io.ts'

const REGISTRY_VARIABLE = 'PARTICLE_SETUP_REGISTRY'

/** `--registry FILE`. */
export function registryOption(): Option {
  return new Option(
    '--registry <file>',
    `where customers are on record (default: $${REGISTRY_VARIABLE} or ./${DEFAULT_REGISTRY_FILE})`,
  )
}

/** @throws RegistryError when the file cannot be opened. */
export function openRegistry(io: Io, file: string | undefined): Registry {
  return openSqliteRegistry(file ?? (io.env[REGISTRY_VARIABLE] || undefined))
}
