import { createSimulator, type Simulator } from '@particle-setup/simulator'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { particleCli } from './support.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await createSimulator({ firmware: await realFirmware(), photons: 0 })
})
afterAll(() => simulator.close())

const PROMPT = 'Using account dev@particle.test\nPlease enter your password:'

/** What the cloud says of a token. */
async function currentToken(token: string): Promise<Response> {
  return fetch(`${simulator.cloud.url}/v1/access_tokens/current`, {
    headers: { Authorization: `Bearer ${token}` },
  })
}

describe.concurrent('particle-cli', () => {
  test('login, whoami, logout, and nobody is signed in', async () => {
    await using cli = await particleCli(simulator, { signedIn: false })
    const login = await cli.run(['login', '--username', 'dev@particle.test', '--password', 'photon'])
    expect(login).toEqual({ exitCode: 0, stdout: '> Successfully completed login!\n', stderr: '' })
    expect(await cli.run(['whoami'])).toMatchObject({ exitCode: 0, stdout: '> dev@particle.test\n' })
    expect(await cli.run(['logout'])).toMatchObject({
      exitCode: 0,
      stdout: '> You have been logged out from dev@particle.test\n',
    })
    expect(await cli.run(['whoami'])).toMatchObject({
      exitCode: 1,
      stdout: "You're not logged in. Please login using particle login before using this command\n",
    })
  })

  test('login with a wrong password', async () => {
    await using cli = await particleCli(simulator, { signedIn: false })
    const login = await cli.run(['login', '--username', 'dev@particle.test', '--password', 'proton'])
    expect(login).toMatchObject({ exitCode: 1, stderr: '! User credentials are invalid\n' })
    expect(login.stdout).toContain('! There was an error logging you in!')
  })

  test('login with a second factor', async () => {
    await using other = await createSimulator({ firmware: await realFirmware(), photons: 0 })
    await using cli = await particleCli(other, { signedIn: false })
    const headers = { Authorization: `Bearer ${other.cloud.defaults.user.token}` }
    const url = `${other.cloud.url}/v1/user/mfa-enable`
    const { mfa_token, secret } = Object(await (await fetch(url, { headers })).json())
    const totp = new TOTP({ secret: Secret.fromBase32(secret) })
    const body = new URLSearchParams({ mfa_token, otp: totp.generate() })
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)

    const words = ['login', '--username', 'dev@particle.test', '--password', 'photon', '--otp']
    const wrong = await cli.run([...words, '000000'])
    expect(wrong.exitCode).toBe(1)
    expect(wrong.stdout + wrong.stderr).toContain('Could not validate OTP.')
    // A code is good for one use: here is the next one.
    const login = await cli.run([...words, totp.generate({ timestamp: Date.now() + 30_000 })])
    expect(login).toMatchObject({ exitCode: 0 })
    expect(await cli.run(['whoami'])).toMatchObject({ stdout: '> dev@particle.test\n' })
  })

  test('login with a token', async () => {
    await using cli = await particleCli(simulator, { signedIn: false })
    const login = await cli.run(['login', '--token', simulator.cloud.defaults.user.token])
    expect(login).toMatchObject({ exitCode: 0, stdout: '> Successfully completed login!\n' })
    expect(await cli.run(['whoami'])).toMatchObject({ stdout: '> dev@particle.test\n' })
  })

  test('signed out, a command says so', async () => {
    await using cli = await particleCli(simulator, { signedIn: false })
    const [list, publish] = await Promise.all([cli.run(['list']), cli.run(['publish', 'greeting'])])
    expect(list).toMatchObject({ exitCode: 1 })
    expect(list.stdout).toContain("You're not logged in.")
    expect(publish).toMatchObject({ exitCode: 1 })
    expect(publish.stdout).toContain('The access token was not found')
  })

  test('token create and token revoke', async () => {
    await using cli = await particleCli(simulator)
    const created = await cli.run(['token', 'create'], { input: 'photon\n' })
    expect(created).toMatchObject({ exitCode: 0, stderr: '' })
    expect(created.stdout).toContain(PROMPT)
    expect(created.stdout).toMatch(
      /^New access token expires on \w{3} \w{3} \d+ \d{4} .*\n {4}[0-9a-f]{40}\n$/m,
    )
    const token = created.stdout.slice(-41, -1)
    expect((await currentToken(token)).status).toBe(200)
    expect(await cli.run(['token', 'revoke', token])).toMatchObject({
      exitCode: 0,
      stdout: 'Successfully revoked all provided tokens\n',
    })
    expect((await currentToken(token)).status).toBe(401)
  })

  test('token create --never-expires and --expires-in', async () => {
    await using cli = await particleCli(simulator)
    const [forever, short] = await Promise.all([
      cli.run(['token', 'create', '--never-expires'], { input: 'photon\n' }),
      cli.run(['token', 'create', '--expires-in', '3600'], { input: 'photon\n' }),
    ])
    expect(forever.stdout).toMatch(/New access token never expires\n {4}[0-9a-f]{40}\n$/)
    const [, expiresAt = ''] = /New access token expires on (.*)\n/.exec(short.stdout) ?? []
    const minutes = (Date.parse(expiresAt) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(59)
    expect(minutes).toBeLessThanOrEqual(60)
  })

  test('token create with a wrong password', async () => {
    await using cli = await particleCli(simulator)
    const created = await cli.run(['token', 'create'], { input: 'proton\n' })
    expect(created).toMatchObject({ exitCode: 1 })
    expect(created.stdout).toContain('Error while creating a new access token: invalid_grant')
  })

  test('token revoke of a token that is not there', async () => {
    await using cli = await particleCli(simulator)
    const revoked = await cli.run(['token', 'revoke', 'f'.repeat(40)])
    expect(revoked.stderr).toContain('Failed to revoke the following access tokens:')
  })
})
