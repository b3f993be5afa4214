import { once } from 'node:events'
import express, { type RequestHandler } from 'express'
import request from 'supertest'
import { expect, onTestFinished, test } from 'vitest'
import { createCloudServer } from '../../../src/cloud/index.ts'

const echo: RequestHandler = (req, res) => {
  res.json({ path: req.path, host: req.hostname, x: req.get('X') })
}

async function serve(...args: Parameters<typeof createCloudServer>) {
  const server = createCloudServer(...args)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return server
}

test('requests and responses are Express’s own from the start, so that none changes its prototype', async () => {
  const app = express()
  const prototypes: unknown[] = []
  const server = await serve(app)
  server.prependListener('request', (req, res) => {
    prototypes.push(Object.getPrototypeOf(req), Object.getPrototypeOf(res))
  })
  app.use((req, res) => {
    prototypes.push(Object.getPrototypeOf(req), Object.getPrototypeOf(res))
    echo(req, res, () => {})
  })
  const { body } = await request(server).get('/a?b').set({ Host: 'h', X: 'y' })
  expect(body).toEqual({ path: '/a', host: 'h', x: 'y' })
  const [reqBefore, resBefore, reqWithin, resWithin] = prototypes
  expect(reqWithin).toBe(reqBefore)
  expect(resWithin).toBe(resBefore)
})

test('two apps on two servers, and one app on two, keep apart', async () => {
  const [one, other] = [express(), express()]
  one.use((req, res) => void res.json(req.app === one && res.app === one))
  other.use((req, res) => void res.json(req.app === other && res.app === other))
  for (const server of [await serve(one), await serve(other), await serve(one)]) {
    expect((await request(server).get('/')).body).toBe(true)
  }
})

test.each([
  ['/beside', 'beside'],
  ['/beside/', 'beside'],
  ['/beside/more', 'beside'],
  ['/beside?query', 'beside'],
  ['/BeSide/more', 'beside'],
  ['/besides', 'app'],
  ['/be', 'app'],
  ['/more/beside', 'app'],
])('%s is answered by %s', async (path, by) => {
  const app = express().use((_req, res) => void res.send('app'))
  const beside = express().use('/beside', (_req, res) => void res.send('beside'))
  const server = await serve(app, { '/beside': beside })
  expect((await request(server).get(path)).text).toBe(by)
})
