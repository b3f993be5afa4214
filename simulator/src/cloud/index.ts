export {
  createInProcessBackplane,
  NoResponderError,
  type Service,
  StateFileError,
  type Topic,
} from './backplane/index.ts'
export { type Cloud, type CloudOptions, createCloud } from './cloud.ts'
export { createCloudServer } from './http/server.ts'
