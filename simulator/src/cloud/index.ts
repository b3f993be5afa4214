export {
  type Backplane,
  type Bucket,
  type BucketOptions,
  createInProcessBackplane,
  type InProcessBackplaneOptions,
  NoResponderError,
  type Service,
  StateFileError,
  type Subscription,
  type Topic,
} from './backplane/index.ts'
export { type Cloud, type CloudOptions, createCloud } from './cloud.ts'
export { answerMalformedRequests } from './http/malformed.ts'
export type { RequestRecord } from './http/observe.ts'
export type { CloudDefaults, CloudSeed } from './seed.ts'
export { DeviceRefusedError } from './sessions/gate.ts'
