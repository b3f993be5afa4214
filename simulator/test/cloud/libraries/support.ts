import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { writeArchive } from '../../../src/cloud/libraries/archive.ts'
import type { TestCloud } from '../support/cloud.ts'

/** What makes a library that anybody may upload. */
export function libraryFiles(properties: Readonly<Record<string, string>> = {}): Map<string, Uint8Array> {
  const stated = { name: 'Blinker', version: '1.0.0', author: 'Ann', sentence: 'Blinks.', ...properties }
  const lines = Object.entries(stated).map(([key, value]) => `${key}=${value}\n`)
  return new Map([
    ['library.properties', Buffer.from(lines.join(''))],
    ['src/Blinker.h', Buffer.from('#pragma once\nvoid blink();\n')],
    ['src/Blinker.cpp', Buffer.from('#include "Blinker.h"\nvoid blink() {}\n')],
    ['examples/usage/usage.ino', Buffer.from('#include "Blinker.h"\n')],
  ])
}

export function libraryArchive(properties: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  return writeArchive(libraryFiles(properties))
}

/** A folder with those libraries in it, for as long as the test takes. */
export async function libraryFolder(
  libraries: Readonly<Record<string, ReadonlyMap<string, Uint8Array>>>,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'libraries-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  for (const [name, files] of Object.entries(libraries)) {
    for (const [path, content] of files) {
      const target = join(directory, name, path)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, content)
    }
  }
  return directory
}

export function upload({ http }: TestCloud, as: { Authorization: string }, archive: Buffer) {
  return http.post('/v1/libraries').set(as).attach('file', archive, 'archive.tar.gz')
}
