import { readFile } from 'node:fs/promises'
import * as host from '@particle-setup/host'
import { describe, expect, test } from 'vitest'

const one: Record<string, () => host.ParticleSetupError> = {
  CloudError: () =>
    new host.CloudError({ code: 'refused', status: 418, method: 'GET', path: '/v1/x', text: 'tea' }),
  CloudUnreachable: () => new host.CloudUnreachable('http://cloud.example', 'no route'),
  InvalidInput: () => new host.InvalidInput('port', 'port is 0'),
  MissingCredentials: () => new host.MissingCredentials(['PARTICLE_PRODUCT'], 'provisioning'),
  TimedOut: () => new host.TimedOut('scan-ap', 10),
  RegistryError: () => new host.RegistryError('registry-unavailable', 'disk full', { file: '/x' }),
  BackInListeningMode: () => new host.BackInListeningMode('abc', 'LabNet'),
  DeviceNotSeen: () => new host.DeviceNotSeen('abc', 10, 'offline'),
  StreamClosed: () => new host.StreamClosed(),
  StreamSilent: () => new host.StreamSilent(15_000),
  UnreadableEvent: () => new host.UnreadableEvent('sensor'),
  PhotonUnreachable: () => new host.PhotonUnreachable('set', '192.168.0.1:5609', 'no route'),
  ConnectionLost: () => new host.ConnectionLost('set', 3),
  DeviceBusy: () => new host.DeviceBusy('set'),
  HttpRefused: () => new host.HttpRefused('set', 404),
  MalformedRequest: () => new host.MalformedRequest('set'),
  MalformedAnswer: () => new host.MalformedAnswer('set', 'SSH-2.0'),
  NetworkNotFound: () => new host.NetworkNotFound('configure-ap'),
  BadSsidLength: () => new host.BadSsidLength('configure-ap'),
  BadPasswordLength: () => new host.BadPasswordLength('configure-ap'),
  BadEnterpriseSettings: () => new host.BadEnterpriseSettings('configure-ap'),
  KeyMismatch: () => new host.KeyMismatch('configure-ap'),
  SettingRefused: () => new host.SettingRefused('set'),
  Refused: () => new host.Refused('set', 7),
}

describe.each(Object.entries(one))('%s', (name, create) => {
  const error = create()

  test('belongs to the family, with a name and a stable code', () => {
    expect(error).toBeInstanceOf(host.ParticleSetupError)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe(name)
    expect(error.code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(error.message).toMatch(/\S/)
  })

  test('is plain data as JSON', () => {
    const json = JSON.parse(JSON.stringify(error))
    expect(json).toMatchObject({ name, code: error.code, message: error.message })
    expect(json).not.toHaveProperty('stack')
    expect(json).not.toHaveProperty('cause')
  })
})

const SETTING_UP = ['TimedOut', 'BackInListeningMode', 'DeviceNotSeen']

describe.each(
  Object.entries(one).filter(
    ([name, create]) => create() instanceof host.SoftApError || SETTING_UP.includes(name),
  ),
)('C6: %s', (name, create) => {
  const error = create()

  test('C6: says what happened and what to try, in fields and in its message', () => {
    const { meaning, advice } = error as unknown as Record<string, string>
    expect(meaning).toMatch(/\w+ \w+/)
    expect(advice).toMatch(/^[A-Z]\w+ \w+.*[^.]$/)
    expect(error.message).toContain(meaning)
    expect(error.message).toContain(advice)
  })

  test('C6: carries the result code where there is one', () => {
    if (error instanceof host.SoftApRefusal) {
      expect(error.r).not.toBe(0)
      expect(error.message).toContain(`(r ${error.r})`)
      expect(JSON.parse(JSON.stringify(error)).r).toBe(error.r)
    } else expect(error).not.toHaveProperty('r')
  })

  test('is in the README', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    expect(readme.replace(/ +/g, ' ')).toContain(`| \`${name}\` | \`${error.code}\` |`)
  })
})

test('every error class of the family is in the list above', () => {
  const abstract = ['ParticleSetupError', 'SoftApError', 'SoftApRefusal']
  const classes = Object.entries(host).filter(
    ([, value]) => typeof value === 'function' && value.prototype instanceof Error,
  )
  expect(classes.map(([name]) => name).sort()).toEqual([...Object.keys(one), ...abstract].sort())
})

test('a cause is kept', () => {
  const cause = new Error('below')
  expect(new host.CloudUnreachable('http://cloud.example', 'x', { cause }).cause).toBe(cause)
  expect('cause' in new host.CloudUnreachable('http://cloud.example', 'x')).toBe(false)
})
