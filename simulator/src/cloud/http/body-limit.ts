/** Largest JSON or form body, or field of an upload. Nothing that a client of Particle's sends this way is near it. */
export const BODY_LIMIT_BYTES = 256 * 1024
