import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCli } from '../src/cli.ts'
import { type FakeIo, fakeIo } from './fake-io.ts'

/** Compilers of other tests may be at work as well. */
const WAIT = { timeout: 60_000 }

const sketch = (text: string) => `SYSTEM_THREAD(ENABLED)\nvoid setup() { Serial.println("${text}"); }\n`

async function project(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'particle-setup-watch-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'project.properties'), 'name=watched\n')
  await writeFile(join(folder, 'app.ino'), sketch('the first'))
  return folder
}

const said = (io: FakeIo, text: string) => io.line(line => line.includes(text))

test('--watch runs what is saved, and goes on with what ran when that does not compile', {
  timeout: 180_000,
}, async () => {
  const folder = await project()
  const file = join(folder, 'app.ino')
  const io = fakeIo()
  const running = runCli(['simulate', '--firmware', folder, '--port', '0', '--watch'], io)
  await said(io, 'Ctrl-C ends it.')
  const id = /([0-9a-f]{24})/.exec(io.stdout.join('\n'))?.[1]
  await expect.poll(() => io.stderr.join('\n'), WAIT).toContain(`watching ${folder}`)

  await writeFile(file, sketch('the second'))
  await said(io, 'serial: the second')
  await expect.poll(() => io.stderr.join('\n'), WAIT).toContain('compiled, and the Photon runs it')

  await writeFile(file, 'void setup() { light(); }\n')
  await expect.poll(() => io.stderr.join('\n'), WAIT).toContain('app.ino:1:16: use of undeclared')

  await writeFile(file, sketch('the third'))
  await said(io, 'serial: the third')
  expect(io.stdout.join('\n')).toContain(`PHOTON_ID=${id}`)
  io.interrupt()
  expect(await running).toBe(0)
})

test('--watch needs a folder', async () => {
  const io = fakeIo()
  const options = ['--firmware', 'compiled.wasm', '--watch', '--port', '0']
  expect(await runCli(['simulate', ...options], io)).toBe(1)
})
