/** Measures, side by side, what this repository does and what others do that serve the same purpose. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { EXIT_CODES, printFailure, processIo } from '@particle-setup/cli'
import { InvalidInput } from '@particle-setup/host'
import { cloud } from './bench/cloud.ts'
import { firmware } from './bench/firmware.ts'
import type { Benchmark } from './bench/lib/benchmark.ts'
import { replaceSection } from './bench/lib/markdown.ts'
import { softap } from './bench/softap.ts'
import { ROOT } from './lib/workspace.ts'

const BENCHMARKS = new Map(Object.entries({ softap, cloud, firmware }))

/** Fewer repetitions are for a quick look: their median says too little to be written down. */
const MIN_REPETITIONS = 5

const USAGE = `Usage: npm run bench -- BENCHMARK [options]

Measures side by side in one run, prints a table and writes it to the benchmark's page.

Benchmarks:
${[...BENCHMARKS].map(([name, { summary, page }]) => `  ${name.padEnd(18)} ${summary} (${page})`).join('\n')}

Options:
  --reps <n>         repetitions, an odd number; the page wants at least ${MIN_REPETITIONS} (default: ${MIN_REPETITIONS})
  --count <what=n>   another count for a quick look; may be repeated, nothing is written then:
${[...BENCHMARKS].map(([name, { counts }]) => `                     ${name}: ${describeCounts(counts)}`).join('\n')}
  --no-write         leave the page as it is
  --json             print one JSON object instead of the table
  --help             show this help

Examples:
  npm run bench -- softap
  npm run bench -- softap --no-write --json
  npm run bench -- softap --reps 1 --count sequences=20 --count photons=0
  npm run bench -- cloud --reps 1 --count deliveries=50000 --count idle=500
  npm run bench -- firmware --reps 1 --count instances=1000 --count photons=100`

using io = processIo()
try {
  process.exitCode = await main()
} catch (error) {
  // Whatever fails once the person wants to stop fails because of that.
  const cause = io.signal.aborted ? io.signal.reason : error
  process.exitCode = printFailure(io, cause, process.argv.includes('--json'))
}

async function main(): Promise<number> {
  const { values, positionals } = parseOptions()
  const [name, ...more] = positionals
  if (values.help) {
    io.out(USAGE)
    return EXIT_CODES.done
  }
  const benchmark = BENCHMARKS.get(name ?? '')
  if (benchmark === undefined || more.length > 0) {
    throw wrong('benchmark', `"${positionals.join(' ')}" is no benchmark`)
  }
  const repetitions = Number(values.reps)
  if (!Number.isInteger(repetitions) || repetitions < 1 || repetitions % 2 === 0) {
    throw wrong('reps', `--reps is ${values.reps}: give an odd number, so that there is a middle one`)
  }
  const counts = readCounts(benchmark, values.count)
  const writes = !values['no-write'] && repetitions >= MIN_REPETITIONS && values.count.length === 0

  const { data, markdown } = await benchmark.run({
    repetitions,
    counts,
    signal: io.signal,
    onProgress: line => io.err(line),
  })
  io.out(values.json ? JSON.stringify(data) : markdown)
  if (writes) await write(benchmark, markdown)
  return EXIT_CODES.done
}

async function write({ page, heading }: Benchmark, markdown: string): Promise<void> {
  const path = join(ROOT, page)
  await writeFile(path, replaceSection(await readFile(path, 'utf8'), heading, markdown))
  io.err(`written to ${page}`)
}

function readCounts({ counts }: Benchmark, wishes: readonly string[]): Record<string, number> {
  const wished = wishes.map(wish => {
    const [, name = '', value = ''] = /^(\w+)=(\d+)$/.exec(wish) ?? []
    if (!(name in counts)) throw wrong('count', `--count ${wish}: give one of ${describeCounts(counts)}`)
    return [name, Number(value)] as const
  })
  return { ...counts, ...Object.fromEntries(wished) }
}

function describeCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name}=${count}`)
    .join(', ')
}

function parseOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        reps: { type: 'string', default: String(MIN_REPETITIONS) },
        count: { type: 'string', multiple: true, default: [] },
        'no-write': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (cause) {
    throw wrong('options', cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function wrong(what: string, why: string, cause?: unknown): InvalidInput {
  return new InvalidInput(what, `${why}\n${USAGE}`, { cause })
}
