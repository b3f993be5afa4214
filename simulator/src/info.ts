/** What a simulation is and where it listens: the line of `particle-setup simulate --json`. */
export interface SimulatorInfo {
  /** Base URL of the cloud. */
  cloud: string
  /** Base URL of the control routes. */
  control: string
  product: { id: number; slug: string }
  /** The product's OAuth client. */
  client: { id: string; secret: string }
  /** A developer on the product's team, with an access token that does not expire. */
  user: { username: string; password: string; token: string }
  networks: { ssid: string; password?: string; sec: number }[]
  photons: PhotonInfo[]
}

export interface PhotonInfo {
  /** 24 lower-case hex digits. */
  id: string
  /** The name in the cloud; null until it is given one. */
  name: string | null
  /** Its own network in listening mode. */
  ssid: string
  state: string
  /** Where its setup protocol answers while it is in listening mode; null before it ever was. */
  softap: { host: string; http: number; tcp: number } | null
}
