/**
 * Builds, checks and tests the whole workspace, then says how long each part took and how many tests
 * passed. Parts whose inputs have not changed come from the cache.
 */
import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { countTests, resultFiles } from './lib/test-results.ts'
import { formatTable, seconds } from './lib/text.ts'
import { readSummary, turboRun } from './lib/turbo.ts'
import { ROOT } from './lib/workspace.ts'

const TASKS = ['build', 'check', 'check:style', 'check:unused', 'check:imports', 'test']

const USAGE = `Usage: npm test [-- --force]

Builds, checks and tests every package; ends with the line "N passed, N failed".

Options:
  --force   run every part again, whatever the cache holds
  --help    show this help

Examples:
  npm test
  npm test -- --force`

const { values } = parseArgs({
  options: { force: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
})

if (values.help) {
  console.log(USAGE)
} else {
  process.exitCode = await main(values.force)
}

async function main(force: boolean): Promise<number> {
  const startedAt = performance.now()
  // Results that a failing part leaves behind must not be counted again; the cache brings back the others.
  for (const file of await resultFiles(ROOT)) await rm(file)

  const { exitCode, summaryFile } = await turboRun(TASKS, { force })
  const parts = await readSummary(summaryFile)
  const counts = await countTests(ROOT)
  const brokenParts = parts.filter(part => part.failed && part.task !== 'test')
  // A test part that failed without a failed test never got as far as running them.
  const silentParts = parts.filter(
    part => part.failed && part.task === 'test' && (counts.byPackage.get(part.directory)?.failed ?? 0) === 0,
  )

  console.log()
  console.log(
    formatTable(
      ['part', 'took', 'outcome'],
      parts.map(part => [
        `${part.package} ${part.task}`,
        part.cached ? 'cached' : seconds(part.ms),
        part.failed ? 'FAILED' : describeCount(counts.byPackage.get(part.directory), part.task),
      ]),
    ),
  )
  const installMs = Number(process.env['PARTICLE_SETUP_INSTALL_MS'] ?? 0)
  console.log(`install ${seconds(installMs)}, everything after it ${seconds(performance.now() - startedAt)}`)

  const failed = counts.failed + brokenParts.length + silentParts.length
  console.log(`${counts.passed} passed, ${failed} failed`)
  return failed === 0 && exitCode === 0 ? 0 : 1
}

function describeCount(count: { passed: number; failed: number } | undefined, task: string): string {
  return task === 'test' && count ? `${count.passed} passed` : 'ok'
}
