export {
  type Backplane,
  type Bucket,
  NoResponderError,
  type Service,
  type Subscription,
  type Topic,
} from './backplane.ts'
export { createInProcessBackplane } from './in-process.ts'
export { StateFileError } from './state-file.ts'
