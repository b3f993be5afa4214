import { crc32 } from 'node:zlib'
import type { CloudToDevice } from '@particle-setup/protocol/device'
import { expect } from 'vitest'
import type { Desk } from './desk.ts'

export const CHUNK_BYTES = 512

export const TOKEN = 77

type Chunk = Extract<CloudToDevice, { type: 'chunk' }>

export function begin(file: Uint8Array, fast = true): CloudToDevice {
  return { type: 'updateBegin', token: TOKEN, fileBytes: file.length, chunkBytes: CHUNK_BYTES, fast }
}

export const DONE: CloudToDevice = { type: 'updateDone', token: TOKEN }

/** A file as the cloud cuts it. */
export function chunksOf(file: Uint8Array, chunkBytes = CHUNK_BYTES): Chunk[] {
  return Array.from({ length: Math.ceil(file.length / chunkBytes) }, (_, index) =>
    chunk(index, file.subarray(index * chunkBytes, (index + 1) * chunkBytes)),
  )
}

export function chunk(index: number, data: Uint8Array): Chunk {
  return { type: 'chunk', token: TOKEN, index, crc32: crc32(data), data }
}

/** All that a cloud sends of an update, in one go; settles when the Photon has answered. */
export async function flash(d: Desk, file: Uint8Array): Promise<number | undefined> {
  const { session } = d.cloud
  const earlier = session.all('updateResult').length
  for (const message of [begin(file), ...chunksOf(file), DONE]) session.send(message)
  await expect.poll(() => session.all('updateResult').length).toBe(earlier + 1)
  return session.all('updateResult').at(-1)?.result
}
