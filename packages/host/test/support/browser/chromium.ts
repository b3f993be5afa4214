import bundled from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/**
 * Starts a headless Chromium that reaches loopback alone: `@sparticuz/chromium`, which is for Linux on x64, or
 * the one that `CHROMIUM_PATH` names.
 *
 * Only its program is taken of that package: its arguments turn the checks of cross-origin requests off.
 */
export async function startChromium(args: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (await bundled.executablePath())
  try {
    return await chromium.launch({ executablePath, args: ['--no-sandbox', ...args], timeout: 20_000 })
  } catch (cause) {
    throw new Error(
      `Chromium at ${executablePath} did not start. Name one that does by CHROMIUM_PATH, or delete that file to have it unpacked again`,
      { cause },
    )
  }
}
