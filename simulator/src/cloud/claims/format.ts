import type { z } from 'zod'
import type { ClaimCode } from './entity.ts'
import type { claimCodeAnswer } from './schemas.ts'

/** `device_ids` is what the caller owns at this moment: setup tools wait for one more. */
export function formatClaimCode(
  claim: ClaimCode,
  deviceIds: readonly string[],
): z.input<typeof claimCodeAnswer> {
  return { claim_code: claim.code, device_ids: [...deviceIds] }
}
