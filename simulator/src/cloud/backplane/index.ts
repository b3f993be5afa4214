export {
  type Backplane,
  type Bucket,
  type BucketOptions,
  NoResponderError,
  type Service,
  type Subscription,
  type Topic,
} from './backplane.ts'
export { createInProcessBackplane, type InProcessBackplaneOptions } from './in-process.ts'
export { StateFileError } from './state-file.ts'
