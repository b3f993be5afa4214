import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../lib/workspace.ts'

test('`kill` of a simulator in the background ends it, and nothing stays behind on its port', {
  timeout: 60_000,
}, async () => {
  const child = spawn(
    join(ROOT, 'node_modules', '.bin', 'particle-setup'),
    ['simulate', '--port', '0', '--json'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const { control } = JSON.parse(line)
  expect((await fetch(`${control}/health`)).status).toBe(200)

  child.kill('SIGTERM')
  await once(child, 'exit')
  await expect(fetch(`${control}/health`)).rejects.toThrow()
})
