import type { ClaimCode } from './entity.ts'

/** `device_ids` is what the caller owns at this moment: setup tools wait for one more. */
export function formatClaimCode(claim: ClaimCode, deviceIds: readonly string[]): object {
  return { claim_code: claim.code, device_ids: deviceIds }
}
