import { SECURITY } from '@particle-setup/protocol/softap'

/** What every contestant gives the Photon. */
export const WISH = {
  ssid: 'HomeNet',
  security: 'wpa2_aes',
  password: 'correct-horse-battery-staple',
  channel: 6,
  claimCode: 'rqH0rQUgVQoI1Nz/kP7BqA7Xc4VmS9mjuYlUZoTxs8H7yVJdN+wGz1aJ0xuXpVf',
} as const

/** What the Photons hear: eight networks, as in a street with neighbours. */
export const NETWORKS = [
  { ssid: WISH.ssid, password: WISH.password, sec: SECURITY[WISH.security], channel: WISH.channel },
  ...Array.from({ length: 7 }, (_, index) => ({
    ssid: `Neighbour ${index + 1}`,
    password: `secret of number ${index + 1}`,
    channel: index + 5,
    rssiDbm: -60 - 4 * index,
  })),
]
