import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startChild } from '../../lib/child.ts'
import { type CompileOptions, WARM } from './compile.ts'
import type { CompileSetting, WatchNews } from './messages.ts'

/** From saving a source until the Photon runs the changed program and has said so; milliseconds, one a repetition. */
export async function measureWatch(options: CompileOptions): Promise<number[]> {
  const { repetitions, copy, pauseMs, signal, onProgress } = options
  const setting: CompileSetting = { project: copy.project, cacheDir: copy.cacheDir(WARM) }
  onProgress('starting a Photon whose program is watched')
  await using photon = startChild<never, WatchNews>(
    fileURLToPath(new URL('./watch-process.ts', import.meta.url)),
    [JSON.stringify(setting)],
    signal,
  )
  const watching = await photon.next()
  if (watching.kind !== 'watching') throw new Error('the program has said something before it was changed')
  const ms: number[] = []
  for (let now = 1; now <= repetitions; now++) {
    onProgress(`saving a source, repetition ${now} of ${repetitions}`)
    await sleep(pauseMs, undefined, { signal })
    const savedAt = performance.now()
    const expected = await copy.save()
    const news = await photon.next()
    ms.push(performance.now() - savedAt)
    if (news.kind !== 'line' || news.line !== expected)
      throw new Error(`not "${expected}" but ${JSON.stringify(news)}`)
  }
  return ms
}
