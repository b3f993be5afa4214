import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSimulator } from '@particle-setup/simulator'
import { expect, onTestFinished, test } from 'vitest'
import { particleCli } from '../../clients/particle-cli/support.ts'
import { realFirmware } from '../../firmware.ts'
import { openStream } from '../support/event-stream.ts'
import { hookEvents, receiver } from './support.ts'

test('particle webhook create, list and delete say what they did', async () => {
  const simulator = await createSimulator({ firmware: await realFirmware(), photons: 0 })
  onTestFinished(() => simulator.close())
  const cli = await particleCli(simulator)
  onTestFinished(() => cli[Symbol.asyncDispose]())
  const server = await receiver(res => res.end('{"temp": 20}'))

  const simple = await cli.run(['webhook', 'create', 'temp', server.url])
  expect(simple).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/Successfully created webhook with ID [0-9a-f]{24}/),
  })
  const file = join(cli.home, 'weather.json')
  const template = { eventName: 'weather', url: server.url, json: { at: '{{SPARK_PUBLISHED_AT}}' } }
  await writeFile(file, JSON.stringify({ ...template, responseTemplate: '{{temp}} degrees' }))
  expect((await cli.run(['webhook', 'create', file])).stdout).toContain('Successfully created webhook')

  const list = await cli.run(['webhook', 'list'])
  expect(list.stdout).toContain('Found 2 hooks registered')
  expect(list.stdout).toMatch(/is watching for "weather"\n\s+and sending to: http/)

  const { url, defaults } = simulator.cloud
  const stream = await openStream(`${url}/v1/devices/events`, {
    Authorization: `Bearer ${defaults.user.token}`,
  })
  await cli.run(['publish', 'weather', '{}'])
  expect((await hookEvents(stream, 2)).at(-1)).toEqual(['hook-response/weather/0', '20 degrees'])

  const id = /[0-9a-f]{24}/.exec(simple.stdout)?.[0] ?? ''
  expect(await cli.run(['webhook', 'delete', id])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Successfully deleted webhook!'),
  })
  const again = await cli.run(['webhook', 'delete', id])
  expect(again).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('Webhook not found') })
  expect((await cli.run(['webhook', 'list'])).stdout).toContain('Found 1 hooks registered')
})
