/** An IPv4 address as the firmware has it, its first byte highest; 0 for what is none. */
export function toNumber(address: string | undefined): number {
  const parts = address?.split('.').map(Number) ?? []
  const isAddress =
    parts.length === 4 && parts.every(part => Number.isInteger(part) && part >= 0 && part <= 255)
  return isAddress ? parts.reduce((sum, part) => sum * 256 + part, 0) : 0
}

export function toText(address: number): string {
  return [24, 16, 8, 0].map(shift => (address >>> shift) & 0xff).join('.')
}
