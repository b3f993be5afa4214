import type { ConnectToCloud } from '@particle-setup/protocol/device'
import type { Express } from 'express'
import type { Clock } from '../world/clock.ts'
import type { Random } from '../world/random.ts'
import { createApp } from './app.ts'
import { type Backplane, createInProcessBackplane } from './backplane/index.ts'
import { Compiler } from './binaries/compiler.ts'
import type { CloudContext, KnownApps } from './context.ts'
import { EventHub } from './events/hub.ts'
import { EventStreams } from './events/streams.ts'
import { RateLimiter } from './http/rate-limit.ts'
import { Webhooks } from './integrations/webhooks.ts'
import { readLibraryFolder } from './libraries/folder.ts'
import type { Notice } from './notices.ts'
import { authenticator } from './oauth/present.ts'
import { openApiDocument } from './openapi.ts'
import { Rollout } from './products/firmware/rollout.ts'
import { holdApiUsers } from './products/team/guard.ts'
import { cloudResources } from './resources.ts'
import { type CloudDefaults, type CloudSeed, plantSeed } from './seed.ts'
import { DeviceGate } from './sessions/gate.ts'
import type { CloudSettings } from './settings.ts'
import { createStores } from './stores.ts'

export interface CloudOptions extends CloudSettings {
  clock: Clock
  random: Random
  /** Default: one for this process alone, which `close()` closes. */
  backplane?: Backplane
  /** Folder that keeps users, customers, tokens, claim codes and devices. Default: nothing is kept. */
  stateDir?: string
  seed?: CloudSeed
  /** What can be flashed by name. Default: nothing. */
  knownApps?: KnownApps
  /** Told of what happens, for a journal. Default: nobody is. */
  onNotice?: Notice
  /** Told of failures that are the cloud's own fault. Default: they become process warnings. */
  onFailure?: (error: unknown) => void
}

/** A Particle Cloud. */
export interface Cloud extends AsyncDisposable {
  /** The HTTP API, for an `http.Server`. Takes every path: what it does not know is a 404. */
  readonly app: Express
  /** Opens a device's session. Rejects with DeviceRefusedError. */
  readonly connectDevice: ConnectToCloud
  readonly defaults: CloudDefaults
  /** The HTTP API as an OpenAPI 3.1 document. */
  readonly openApi: () => object
  /** A claim code of the developer that the cloud starts with, for one device. */
  readonly createClaimCode: () => Promise<string>
  /** The name that a device's owner gave it, if any. */
  readonly deviceName: (deviceId: string) => Promise<string | null>
  /** Ends every event stream, and those that are still to come: their clients come back after a clean end. */
  endStreams(): void
  /** Ends every session and event stream. Idempotent. */
  close(): Promise<void>
}

/** @throws LibraryFolderError when a library folder cannot be read, StateFileError when the state folder cannot be used. */
export async function createCloud(options: CloudOptions): Promise<Cloud> {
  const { clock, claimCodeLifetimeMs = 3_600_000, streamBufferBytes = 1024 * 1024 } = options
  const folderLibraries = (await Promise.all((options.libraryDirs ?? []).map(readLibraryFolder))).flat()
  const backplane = options.backplane ?? createInProcessBackplane(stateOptions(options.stateDir))
  const random = options.random.fork(`cloud/${await nextRun(backplane)}`)

  const stores = createStores({ backplane, clock, random, claimCodeLifetimeMs, folderLibraries })
  const events = new EventHub(backplane, clock)
  const { onFailure = warn, onNotice: notice = () => {} } = options
  const cloud: CloudContext = {
    ...stores,
    clock,
    random,
    backplane,
    events,
    streams: new EventStreams(events, {
      clock,
      bufferBytes: streamBufferBytes,
      onDropped: drop => notice('stream-dropped', drop),
    }),
    webhooks: new Webhooks({
      clock,
      backplane,
      events,
      integrations: stores.integrations,
      histories: stores.hookHistories,
      ...(options.webhookHosts && { hosts: options.webhookHosts }),
      notice,
      onFailure,
    }),
    compiler: new Compiler(clock, onFailure),
    knownApps: options.knownApps ?? {},
    authenticate: holdApiUsers(authenticator(stores.tokens, stores.accounts)),
    notice,
    onFailure,
  }
  const { defaults, developerId } = await plantSeed(cloud, options.seed ?? {})
  const gate = new DeviceGate(cloud, { trustOnFirstUse: options.trustOnFirstUse ?? true })
  const rollout = new Rollout(cloud)
  const resources = cloudResources(cloud)
  let closing: Promise<void> | undefined

  const shutDown = async (): Promise<void> => {
    rollout.close()
    await gate.close()
    await cloud.webhooks.close()
    cloud.streams.close()
    events.close()
    if (options.backplane === undefined) await backplane.close()
  }
  const close = (): Promise<void> => {
    closing ??= shutDown()
    return closing
  }
  return {
    app: createApp(cloud, resources, options.rateLimits ? new RateLimiter(backplane, clock) : undefined),
    openApi: () => openApiDocument(resources),
    connectDevice: gate.connect,
    defaults,
    createClaimCode: async () => (await cloud.claims.create(developerId, null)).code,
    deviceName: async deviceId => (await cloud.devices.get(deviceId))?.name ?? null,
    endStreams: () => cloud.streams.close(),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** A kept cloud must not draw the same ids and tokens again that it drew when it last ran. */
async function nextRun(backplane: Backplane): Promise<number> {
  const runs = backplane.bucket<number>('runs')
  return (await runs.update('cloud', run => (run ?? 0) + 1)) ?? 0
}

function stateOptions(stateDir: string | undefined): { stateDir?: string } {
  return stateDir === undefined ? {} : { stateDir }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)))
}
