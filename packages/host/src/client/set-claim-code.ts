import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import { InvalidInput } from '../errors/general.ts'
import { encodeBody, runForResult } from './command.ts'
import type { PhotonOptions } from './options.ts'
import { isUnstorable } from './unstorable.ts'

export interface SetClaimCodeArgument {
  claimCode: string
}

const USUAL_FORM = /^[A-Za-z0-9+/]{63}$/

/**
 * Stores a claim code on the Photon (`set`), which shows it to the cloud at its next connection. A Photon
 * takes any text, cut to 63 bytes: a wrong code shows only when the device comes online unowned. Default
 * limit 8 s.
 *
 * @throws InvalidInput for a code that is empty or that a Photon cannot store; SettingRefused and other `SoftApError`.
 */
export async function setClaimCode(argument: SetClaimCodeArgument & PhotonOptions): Promise<void> {
  const { claimCode } = argument
  checkClaimCode(claimCode)
  if (!USUAL_FORM.test(claimCode)) {
    argument.onWarning?.(
      `the claim code has ${claimCode.length} characters or unusual ones; Particle's have ${SOFTAP_LIMITS.claimCodeBytes} of A-Z a-z 0-9 + /`,
    )
  }
  await runForResult(argument, {
    command: 'set',
    body: encodeBody({ k: 'cc', v: claimCode }),
    secrets: [claimCode],
  })
}

/** @throws InvalidInput whose message does not hold the code. */
export function checkClaimCode(claimCode: string): void {
  const bytes = new TextEncoder().encode(claimCode)
  if (bytes.length === 0 || !claimCode.isWellFormed() || bytes.some(isUnstorable)) {
    throw new InvalidInput(
      'claimCode',
      'the claim code is empty or holds a quote, a backslash or a control character: get one from generateClaimCode',
    )
  }
}
