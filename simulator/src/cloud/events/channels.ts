import { type CloudEvent, isSystemName } from './entity.ts'

/**
 * Who may hear an event, as names that listeners wait under. An event goes out on several; each kind of
 * listener waits on ones of which no event takes two, so that nobody hears an event twice. Each channel has
 * one for every device within it, `CHANNEL/DEVICE`, which carries that device's events alone. Each has a counterpart
 * for devices that listen, see {@link devicesChannels}.
 */
export function channelsOf({ name, isPublic, ownerId, productId }: CloudEvent): string[] {
  const channels: string[] = []
  if (isPublic) channels.push('public')
  if (ownerId !== null) {
    channels.push(`owner:${ownerId}`)
    if (!isPublic) channels.push(`private:${ownerId}`)
  }
  if (productId !== null) channels.push(`product:${productId}`)
  return isSystemName(name) ? channels : [...channels, ...devicesChannels(channels)]
}

/**
 * The same for devices: what the cloud says about devices goes to people, never to devices, though each of them asks
 * for it. Without channels of their own, every start of every device would be offered to all others.
 */
export function devicesChannels(channels: readonly string[]): string[] {
  return channels.map(name => `devices:${name}`)
}

/** Everything of one owner's, or of one of its devices. */
export function ownChannels(ownerId: string, deviceId?: string): string[] {
  return [deviceId === undefined ? `owner:${ownerId}` : `owner:${ownerId}/${deviceId}`]
}

/** Everyone's public events and the owner's private ones, of all devices or of one. */
export function everyonesChannels(ownerId: string | null, deviceId?: string): string[] {
  const suffix = deviceId === undefined ? '' : `/${deviceId}`
  return [`public${suffix}`, ...(ownerId === null ? [] : [`private:${ownerId}${suffix}`])]
}

/** Everything of a product's, or of one of its devices. */
export function productChannels(productId: number, deviceId?: string): string[] {
  return [deviceId === undefined ? `product:${productId}` : `product:${productId}/${deviceId}`]
}
