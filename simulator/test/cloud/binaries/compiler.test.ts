import { type ClientRequest, request as httpRequest } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
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

test('clients that leave make room for others, and are no failure of the cloud', {
  timeout: 60_000,
}, async () => {
  const world = await testCloud()
  const url = await serve(world.cloud)
  const send = (source: string) =>
    upload(world.http.post('/v1/binaries').set(world.admin), { 'app.ino': source })
  const others = Array.from({ length: 8 }, () => postAndStay(`${url}/v1/binaries`, world.admin, BROKEN))
  onTestFinished(() => {
    for (const each of others) each.destroy()
  })
  await expect.poll(async () => (await send(GOOD)).status, { timeout: 20_000 }).toBe(503)
  for (const each of others) each.destroy()
  await expect.poll(async () => (await send(GOOD)).status, { timeout: 20_000 }).toBe(200)
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
