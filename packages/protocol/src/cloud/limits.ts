/** Numbers of Particle's cloud. Source: docs.particle.io, unless a line says otherwise. */
export const CLOUD_LIMITS = {
  /** 90 days. */
  accessTokenSeconds: 7_776_000,
  /** Refresh tokens outlive their access token by 14 days. */
  refreshTokenExtraSeconds: 14 * 86_400,
  /** Recorded; firmware takes no other length. */
  claimCodeCharacters: 63,
  /** A stream that was silent this long carries a line feed. Source: particle-iot/spark-server EventViews001.js. */
  streamKeepAliveMs: 9_000,
  /** How long the HTTP API waits for a device that has a session. */
  deviceAnswerMs: 10_000,
  eventNameCharacters: 64,
} as const

/** Where Particle's own cloud answers. */
export const PARTICLE_API_URL = 'https://api.particle.io'
