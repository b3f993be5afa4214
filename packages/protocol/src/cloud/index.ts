export {
  type ClaimCodeAnswer,
  claimCodeAnswerSchema,
  customerAnswerSchema,
  type DeviceAnswer,
  deviceListSchema,
  deviceSchema,
  type EventData,
  eventDataSchema,
  type FunctionAnswer,
  functionAnswerSchema,
  okAnswerSchema,
  type TokenAnswer,
  tokenAnswerSchema,
  variableAnswerSchema,
} from './answers.ts'
export { CLOUD_ERRORS, type ErrorBody, errorBodySchema, errorText } from './errors.ts'
export { CLOUD_LIMITS, PARTICLE_API_URL } from './limits.ts'
