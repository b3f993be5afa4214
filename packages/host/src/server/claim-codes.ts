import { claimCodeAnswerSchema } from '@particle-setup/protocol/cloud'
import { requestCloud } from '../cloud/request.ts'
import type { CallOptions } from '../deadline.ts'
import { addressOf, type ServerConfig } from './config.ts'

const CLAIM_CODE_TIMEOUT_MS = 15_000

export interface ClaimCodeArgument {
  scopedToken: string
}

export interface ClaimCode {
  /** 63 characters that make the bearer's owner the owner of the Photon that presents them. */
  claimCode: string
  /** What the customer owns already. */
  deviceIds: string[]
}

/** `POST /v1/device_claims`. Repeated on a passing failure: a code that nobody uses expires. */
export async function requestClaimCode(
  config: ServerConfig,
  { scopedToken }: ClaimCodeArgument,
  options: CallOptions,
): Promise<ClaimCode> {
  const answer = await requestCloud(
    addressOf(config),
    {
      method: 'POST',
      path: '/v1/device_claims',
      credentials: { bearer: scopedToken },
      form: {},
      answer: claimCodeAnswerSchema,
      repeatable: true,
      timeoutMs: CLAIM_CODE_TIMEOUT_MS,
    },
    options,
  )
  return { claimCode: answer.claim_code, deviceIds: answer.device_ids.map(id => id.toLowerCase()) }
}
