/** One contestant, in a process of its own, which does as it is told. */
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import { tellParent, untilReleased } from '../lib/child.ts'
import { residentBytes } from '../lib/resident.ts'
import { type ContestantName, type ServerNews, type ServerOrder, sharedMicros } from './messages.ts'
import type { Draft, Subject } from './servers/subject.ts'

/** Only one of them is loaded: their memory is compared. */
const SUBJECTS: Readonly<Record<ContestantName, () => Promise<{ subject: Subject }>>> = {
  'particle-setup': () => import('./servers/ours.ts'),
  'node:http': () => import('./servers/bare.ts'),
  Express: () => import('./servers/express.ts'),
}

/** Makes an event of 156 bytes, as a Photon's are. */
const DATA = '{"t":21.5,"h":40.1}'

const contestant = process.argv[2] as ContestantName
const { subject } = await SUBJECTS[contestant]()
const { server, token, deviceId } = subject

const sockets = new Set<Socket>()
server.on('connection', socket => {
  sockets.add(socket)
  socket.once('close', () => sockets.delete(socket))
})
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 })
await once(server, 'listening')
process.on('message', (order: ServerOrder) => {
  obey(order).catch(error => {
    console.error(error)
    process.exit(1)
  })
})
await subject.connectDevices?.(1)
tellParent({ port: (server.address() as AddressInfo).port, token, deviceId })
await untilReleased()
process.exit()

async function obey(order: ServerOrder): Promise<void> {
  const cpu = process.cpuUsage()
  const events = await carryOut(order)
  const { user, system } = process.cpuUsage(cpu)
  let bytesWritten = 0
  for (const socket of sockets) bytesWritten += socket.bytesWritten
  const news: ServerNews = {
    events,
    bytesWritten,
    cpuMs: (user + system) / 1000,
    rssBytes: process.memoryUsage.rss(),
  }
  tellParent({ ...news })
}

/** @returns how many events were published. */
async function carryOut(order: ServerOrder): Promise<number> {
  switch (order.order) {
    case 'burst':
      return burst(order.perTick, order.ticks)
    case 'pace':
      return pace(order)
    case 'devices':
      return publishByDevices(order.devices)
    case 'memory':
      await residentBytes()
      return 0
    case 'answer':
      subject.setAnswer?.(order.answer)
      return 0
  }
}

async function burst(perTick: number, ticks: number): Promise<number> {
  const draft: Draft = { name: 'sensor', data: DATA }
  for (let tick = 0; tick < ticks; tick++) {
    const published: Promise<void>[] = []
    for (let i = 0; i < perTick; i++) published.push(subject.publish(draft))
    await Promise.all(published)
    await turn()
    while (isAnybodyBehind()) await turn()
  }
  return perTick * ticks
}

function isAnybodyBehind(): boolean {
  for (const socket of sockets) if (socket.writableLength > 0) return true
  return false
}

async function pace({
  perSecond,
  forMs,
  devices,
}: {
  perSecond: number
  forMs: number
  devices: number
}): Promise<number> {
  await subject.connectDevices?.(devices)
  const startMs = performance.now()
  let sent = 0
  for (let elapsedMs = 0; elapsedMs < forMs; elapsedMs = performance.now() - startMs) {
    for (const due = (elapsedMs / 1000) * perSecond; sent < due; sent++) {
      const draft = { name: 'sensor', data: String(sharedMicros()) }
      if (devices > 0) subject.publishByDevice?.(sent % devices, draft)
      else void subject.publish(draft)
    }
    await sleep(1)
  }
  return sent
}

async function publishByDevices(devices: number): Promise<number> {
  await subject.connectDevices?.(devices)
  for (let device = 0; device < devices; device++) {
    subject.publishByDevice?.(device, { name: 'sensor', data: String(sharedMicros()) })
    if (device % 16 === 15) await turn()
  }
  return devices
}
