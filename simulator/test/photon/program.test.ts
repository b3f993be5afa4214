import { FirmwareLimitError } from '@particle-setup/device-os-wasm/run'
import { describe, expect, test } from 'vitest'
import { createFlash, PinError } from '../../src/photon/index.ts'
import { createRandom } from '../../src/world/index.ts'
import { desk, HOME } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

describe('the main loop', () => {
  test('turns on simulated time, and not before the cloud is there', async () => {
    let turns = 0
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: () => {
          turns++
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(2_000)
    expect(turns).toBe(0)
    await d.clock.advance(8_000)
    expect(d.photon.state).toBe('online')
    turns = 0
    await d.clock.advance(1_000)
    expect(turns).toBe(100)
  })

  test('lets a threaded program run while the Photon listens', async () => {
    let turns = 0
    await using d = desk({
      firmware: scripted({
        threaded: true,
        loop: () => {
          turns++
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    expect(d.photon.state).toBe('listening')
    expect(turns).toBeGreaterThan(90)
  })

  test('is tried again when the process cannot hold one more firmware that waits: no crash, and said once', async () => {
    let turns = 0
    await using d = desk({
      firmware: scripted({
        threaded: true,
        loop: () => {
          turns++
          if (turns < 4) throw new FirmwareLimitError()
        },
      }),
    })
    const problems: unknown[] = []
    d.photon.on('problem', error => problems.push(error))
    await d.photon.powerOn()
    await d.clock.advance(2_900)
    expect([turns, d.photon.state]).toEqual([3, 'listening'])
    await d.clock.advance(1_000)
    expect(turns).toBeGreaterThan(10)
    expect(problems).toEqual([expect.any(FirmwareLimitError)])
  })

  test('keeps Wi-Fi off until a manual program wants it', async () => {
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        system: 'manual',
        loop: board => {
          if (board.time.uptimeMs() === 5_000) board.wifi?.connect?.()
          if (board.time.uptimeMs() === 20_000) board.cloud?.connect?.()
          if (board.time.uptimeMs() === 40_000) board.cloud?.disconnect?.()
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(50_000)
    expect(d.states()).toEqual([
      'wifi-off',
      'joining',
      'dhcp',
      'wifi-only',
      'connecting',
      'handshake',
      'online',
      'wifi-only',
    ])
  })
})

describe('a program that crashes', () => {
  test('shows SOS, then starts again and says why', async () => {
    let starts = 0
    let crash = true
    const failures: string[] = []
    await using d = desk({
      stored: [HOME],
      firmware: scripted(
        {
          loop: () => {
            if (crash) throw new Error('unreachable executed')
          },
        },
        () => starts++,
      ),
    })
    d.photon.on('panic', error => failures.push(error.message))
    await d.photon.powerOn()
    await d.clock.advance(5_000)
    expect(d.photon.state).toBe('panic')
    expect(d.photon.led).toEqual({ color: 'red', pattern: 'sos', flashes: 1 })
    expect(failures).toEqual(['unreachable executed'])
    crash = false
    await d.clock.advance(20_000)
    expect(d.photon.state).toBe('online')
    expect(starts).toBe(2)
    expect(d.cloud.session.all('event').map(({ data }) => data)).toContain('panic, hard_fault')
  })

  test('can be switched off while it shows SOS', async () => {
    const d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: () => {
          throw new Error('broken')
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(5_000)
    expect(d.photon.state).toBe('panic')
    await d.photon.close()
    expect(d.clock.pending).toBe(0)
  })

  test('can be left by the reset button', async () => {
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: board => {
          if (board.system?.resetReason !== 20) throw new Error('broken')
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(5_000)
    await d.photon.reset()
    await d.clock.advance(60_000)
    expect(d.photon.state).toBe('online')
  })
})

describe('a program that never returns from loop()', () => {
  test('loses the cloud also when it sleeps without letting the system work', async () => {
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: board => board.time.sleep(120_000, new AbortController().signal),
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(30_000)
    expect(d.cloud.sessions.map(session => session.closed)).toEqual([true])
  })

  test('loses the cloud after 15 s and does not get it back', async () => {
    let hang = false
    await using d = desk({
      stored: [HOME],
      firmware: scripted({ loop: () => (hang ? new Promise<void>(() => {}) : undefined) }),
    })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    hang = true
    await d.clock.advance(14_000)
    expect(d.cloud.session.closed).toBe(false)
    await d.clock.advance(3_000)
    expect(d.cloud.session.closed).toBe(true)
    await d.clock.advance(600_000)
    expect(d.cloud.sessions).toHaveLength(1)
    hang = false
    await d.photon.reset()
    await d.clock.advance(10_000)
    expect(d.photon.state).toBe('online')
  })

  test('keeps it while it lets the system work', async () => {
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: async board => {
          for (let seconds = 0; seconds < 120; seconds++) {
            board.background?.()
            await board.time.sleep(1_000, new AbortController().signal)
          }
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(100_000)
    expect(d.photon.state).toBe('online')
    expect(d.cloud.sessions).toHaveLength(1)
  })

  test('keeps it when it is threaded', async () => {
    await using d = desk({
      stored: [HOME],
      firmware: scripted({ threaded: true, loop: () => new Promise<void>(() => {}) }),
    })
    await d.photon.powerOn()
    await d.clock.advance(100_000)
    expect(d.photon.state).toBe('online')
  })
})

describe('a program that resets the Photon', () => {
  test('starts again with its EEPROM, its reason and the time of day', async () => {
    const starts: { eeprom: number | undefined; reason: number | undefined; data: number | undefined }[] = []
    let unixMs: number | undefined
    await using d = desk({
      stored: [HOME],
      firmware: scripted(
        {
          loop: board => {
            if (board.system?.resetReason !== 40) return
            board.eeprom?.set([0x5a], 0)
            board.system?.reset?.({ mode: 'reset', data: 7 })
          },
        },
        board => {
          starts.push({
            eeprom: board.eeprom?.[0],
            reason: board.system?.resetReason,
            data: board.system?.resetReasonData,
          })
          unixMs = board.time.unixMs()
        },
      ),
    })
    await d.photon.powerOn()
    await d.clock.advance(20_000)
    expect(starts).toEqual([
      { eeprom: 0xff, reason: 40, data: 0 },
      { eeprom: 0x5a, reason: 140, data: 7 },
    ])
    expect(unixMs).toBeDefined()
    expect(d.cloud.sessions.map(session => session.closed)).toEqual([true, false])
  })

  test('may do so at every start without stopping the world', async () => {
    let starts = 0
    await using d = desk({
      stored: [HOME],
      firmware: scripted({}, board => {
        starts++
        board.system?.reset?.({ mode: 'reset', data: 0 })
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    expect(starts).toBeGreaterThan(10)
    expect(starts).toBeLessThan(30)
  })

  test('waits in DFU mode for somebody to press a button', async () => {
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: board => {
          if (board.system?.resetReason === 40) board.system.reset?.({ mode: 'dfu', data: 0 })
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(60_000)
    expect(d.photon.state).toBe('dfu')
    expect(d.photon.led.color).toBe('yellow')
    await d.photon.reset()
    await d.clock.advance(10_000)
    expect(d.photon.state).toBe('online')
  })
})

describe('a program that cannot be started', () => {
  test('fails the power switch and leaves the Photon off', async () => {
    await using d = desk({
      firmware: () => Promise.reject(new Error('Cannot allocate Wasm memory')),
    })
    await expect(d.photon.powerOn()).rejects.toThrow('Cannot allocate Wasm memory')
    expect(d.photon.state).toBe('off')
    expect(d.clock.pending).toBe(0)
  })
})

describe('what a program sees of its hardware', () => {
  test('are inputs that move by themselves, and stay where they are put', async () => {
    const read: number[] = []
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: board => {
          read.push(board.pins?.analogRead?.(10) ?? -1)
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(60_000)
    expect(new Set(read).size).toBeGreaterThan(100)
    expect(read.every(level => Number.isInteger(level) && level >= 0 && level <= 4095)).toBe(true)
    d.photon.pins.analog.set(10, 1234)
    read.length = 0
    await d.clock.advance(1_000)
    expect(new Set(read)).toEqual(new Set([1234]))
    expect(() => d.photon.pins.analog.set(10, 4096)).toThrow(PinError)
  })

  test('are the same inputs for the same seed', () => {
    const levels = (seed: string): number[] => {
      const d = desk({ flash: createFlash({ random: createRandom(seed) }) })
      return [10, 11, 12].map(pin => d.photon.pins.analog.read(pin))
    }
    expect(levels('a')).toEqual(levels('a'))
    expect(levels('a')).not.toEqual(levels('b'))
  })

  test('is a serial port with somebody at the other end', async () => {
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        setup: board => board.serial?.write(Buffer.from('ready\r\nhalf a l')),
        loop: board => {
          for (let byte = board.serial?.read?.() ?? -1; byte >= 0; byte = board.serial?.read?.() ?? -1) {
            board.serial?.write(Uint8Array.of(byte))
          }
        },
      }),
    })
    const heard: string[] = []
    d.photon.on('serial', line => heard.push(line))
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    d.photon.serial.write('ine ü\n')
    await d.clock.advance(100)
    expect(d.photon.serial.lines).toEqual(['ready', 'half a line ü'])
    expect(heard).toEqual(['ready', 'half a line ü'])
  })

  test('is an LED that it can take over', async () => {
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        setup: board => board.rgb?.set({ controlled: true, red: 255, green: 128, blue: 0, brightness: 255 }),
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    expect(d.photon.led).toEqual({ color: '#ff8000', pattern: 'solid' })
  })

  test('is a radio that says where it is', async () => {
    let seen: unknown
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: ({ wifi }) => {
          seen = { ready: wifi?.ready(), ssid: wifi?.ssid?.(), rssi: (wifi?.rssiDbm?.() ?? 0) < 0 }
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    expect(seen).toEqual({ ready: true, ssid: 'HomeNet', rssi: true })
  })
})
