import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createCloudServer } from '../../../src/cloud/index.ts'
import { testCloud } from '../support/cloud.ts'

/** Sends bytes to a cloud's server and answers all that comes back. */
async function exchange(bytes: string): Promise<string> {
  const { cloud } = await testCloud()
  const server = createCloudServer(cloud.app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8')
    socket.on('data', chunk => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
    onTestFinished(() => void socket.destroy())
  })
}

test.each([
  ['a method that nobody knows', 'FLY /v1/devices HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'Bad Request'],
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01', 400, 'Bad Request'],
  [
    'more headers than a request can have',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
    431,
    'Request Header Fields Too Large',
  ],
])('%s is answered with JSON', async (_what, bytes, status, error) => {
  const [head = '', body = ''] = (await exchange(bytes)).split('\r\n\r\n')
  expect(head).toContain(`HTTP/1.1 ${status} ${error}`)
  expect(head).toContain('Content-Type: application/json')
  expect(JSON.parse(body)).toEqual({ ok: false, error })
})
