import type { FirmwareSize } from '@particle-setup/device-os-wasm/compile'

/** Sizes in the layout of `arm-none-eabi-size`, of which clients take columns by their heading. */
export function sizeInfo({ textBytes, dataBytes, bssBytes }: FirmwareSize): string {
  const total = textBytes + dataBytes + bssBytes
  const row = [textBytes, dataBytes, bssBytes, total, total.toString(16), 'firmware.wasm']
  const cells = ['text', 'data', 'bss', 'dec', 'hex', 'filename']
  return [cells, row].map(each => each.map(cell => String(cell).padStart(7)).join('\t')).join('\n')
}
