import { glob, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

export interface Count {
  passed: number
  failed: number
}

/** The reports that Vitest left, one a package. */
export async function resultFiles(root: string): Promise<string[]> {
  const files = await Array.fromAsync(
    glob(
      ['firmware', 'packages/*', 'simulator', 'scripts'].map(folder => `${folder}/.results/vitest.json`),
      { cwd: root },
    ),
  )
  return files.map(file => join(root, file)).sort()
}

/** Tests that passed and failed, in all and by the package's folder relative to `root`. */
export async function countTests(root: string): Promise<Count & { byPackage: Map<string, Count> }> {
  const byPackage = new Map<string, Count>()
  for (const file of await resultFiles(root)) {
    const report: {
      numPassedTests: number
      numFailedTests: number
      numFailedTestSuites: number
      success: boolean
    } = JSON.parse(await readFile(file, 'utf8'))
    // A file that does not even load has no failed test, but is one.
    const failed = report.numFailedTests > 0 || report.success ? report.numFailedTests : 1
    byPackage.set(relative(root, dirname(dirname(file))), { passed: report.numPassedTests, failed })
  }
  const counts = [...byPackage.values()]
  return {
    passed: counts.reduce((sum, count) => sum + count.passed, 0),
    failed: counts.reduce((sum, count) => sum + count.failed, 0),
    byPackage,
  }
}
