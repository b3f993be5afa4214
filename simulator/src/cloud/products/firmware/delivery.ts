/** What the cloud remembers of sending a firmware to a device, so that it does not do so for ever. */
export interface Delivery {
  readonly imageId: string
  /** Updates that were begun. */
  readonly attempts: number
  /**
   * - `idle`: nothing is under way; the last update has failed, or the device would not have it
   * - `sending`: an update is under way
   * - `delivered`: the device has taken the firmware, whatever version that states
   */
  readonly state: 'idle' | 'sending' | 'delivered'
  /** Unix milliseconds at which it came into that state. */
  readonly sinceMs: number
}

/** An update that fails is begun anew when the device next comes online: this often. */
const MAX_ATTEMPTS = 3

/** No update takes longer: whoever began this one is not there any more. */
const LOST_AFTER_MS = 900_000

/**
 * The delivery as it is once somebody begins to send the image.
 *
 * @param again also when the device has had the image, or its chances.
 * @returns `undefined` when nobody shall.
 */
export function begin(
  delivery: Delivery | undefined,
  imageId: string,
  nowMs: number,
  again: boolean,
): Delivery | undefined {
  const sending = delivery?.state === 'sending' && nowMs - delivery.sinceMs < LOST_AFTER_MS
  const known = delivery?.imageId === imageId ? delivery : undefined
  const spent = known !== undefined && (known.state === 'delivered' || known.attempts >= MAX_ATTEMPTS)
  if (sending || (spent && !again)) return undefined
  return { imageId, attempts: (known?.attempts ?? 0) + 1, state: 'sending', sinceMs: nowMs }
}

/** The device would not have it, or was not there: that was no attempt. */
export function withdraw(delivery: Delivery, nowMs: number): Delivery {
  if (delivery.state !== 'sending') return delivery
  return { ...delivery, attempts: delivery.attempts - 1, state: 'idle', sinceMs: nowMs }
}

/** The update is over. */
export function end(delivery: Delivery, succeeded: boolean, nowMs: number): Delivery {
  if (delivery.state !== 'sending') return delivery
  return { ...delivery, state: succeeded ? 'delivered' : 'idle', sinceMs: nowMs }
}
