import { once } from 'node:events'
import { type ClientRequest, request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import { type CompileRequest, Compiler } from '../../../src/cloud/binaries/compiler.ts'
import { createVirtualClock } from '../../../src/world/virtual-clock.ts'
import { serve, testCloud } from '../support/cloud.ts'
import { upload } from '../support/upload.ts'

const GOOD = 'void setup() {}\nvoid loop() {}\n'
/** Takes the compiler's time at every attempt: failures are not kept. */
const BROKEN = 'void setup() { nothing(); }\nvoid loop() {}\n'

const REQUEST: CompileRequest = {
  files: new Map([['app.ino', Buffer.from(GOOD)]]),
  ownerId: 'me',
  libraries: { filesOf: async () => undefined },
}

test('the compiler takes eight at a time, and then says that there are too many', {
  timeout: 60_000,
}, async () => {
  const failures: unknown[] = []
  const compiler = new Compiler(createVirtualClock(), error => failures.push(error))
  const stays = new AbortController().signal
  const waiting = Array.from({ length: 8 }, () => compiler.compile(REQUEST, stays))
  await expect(compiler.compile(REQUEST, stays)).rejects.toMatchObject({ status: 503 })
  await Promise.all(waiting)
  expect(await compiler.compile(REQUEST, stays)).toMatchObject({ ok: true })
  const gone = new Error('gone')
  await expect(compiler.compile(REQUEST, AbortSignal.abort(gone))).rejects.toBe(gone)
  expect(failures).toEqual([])
})

test('compilations that are given up make room for others', { timeout: 60_000 }, async () => {
  const compiler = new Compiler(createVirtualClock(), () => {})
  const broken = { ...REQUEST, files: new Map([['app.ino', Buffer.from(BROKEN)]]) }
  const leaving = new AbortController()
  const given = Array.from({ length: 8 }, () => compiler.compile(broken, leaving.signal))
  const outcomes = Promise.allSettled(given)
  const gone = new Error('gone')
  leaving.abort(gone)
  expect(await outcomes).toEqual(given.map(() => ({ status: 'rejected', reason: gone })))
  expect(await compiler.compile(REQUEST, new AbortController().signal)).toMatchObject({ ok: true })
})

test('clients that leave are no failure of the cloud', { timeout: 60_000 }, async () => {
  const world = await testCloud()
  const url = await serve(world.cloud)
  const others = Array.from({ length: 8 }, () => postAndStay(`${url}/v1/binaries`, world.admin, BROKEN))
  await Promise.all(others.map(each => once(each, 'finish')))
  for (const each of others) each.destroy()
  const send = () => upload(world.http.post('/v1/binaries').set(world.admin), { 'app.ino': GOOD })
  await expect.poll(async () => (await send()).status, { timeout: 20_000 }).toBe(200)
  expect(world.failures).toEqual([])
})

/** Sends one source and waits for an answer, until it is destroyed. */
function postAndStay(url: string, headers: Record<string, string>, source: string): ClientRequest {
  const type = 'multipart/form-data; boundary=x'
  const sent = httpRequest(url, { method: 'POST', headers: { ...headers, 'Content-Type': type } })
  sent.on('error', () => {})
  sent.end(
    `--x\r\nContent-Disposition: form-data; name="file"; filename="app.ino"\r\n\r\n${source}\r\n--x--\r\n`,
  )
  return sent
}
