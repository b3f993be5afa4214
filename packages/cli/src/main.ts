import { runCli } from './cli.ts'
import { processIo } from './process-io.ts'

using io = processIo()
process.exitCode = await runCli(process.argv.slice(2), io)
