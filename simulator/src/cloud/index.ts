export {
  createInProcessBackplane,
  NoResponderError,
  type Service,
  StateFileError,
  type Topic,
} from './backplane/index.ts'
export { type Cloud, type CloudOptions, createCloud } from './cloud.ts'
export { answerMalformedRequests } from './http/malformed.ts'
export type { RequestRecord } from './http/observe.ts'
