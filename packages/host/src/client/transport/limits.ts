/**
 * The largest answer read, in bytes. A Photon's is a scan of 100 access points, under 12,000; anything
 * beyond this is not a Photon.
 */
export const MAX_ANSWER_BYTES = 65_536
