import { compile } from '@particle-setup/device-os-wasm/compile'
import { run } from '@particle-setup/device-os-wasm/run'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  createMcp9808,
  createRegisterFile,
  createSpiLoopback,
  PeripheralError,
  type RunFirmware,
} from '../../src/photon/index.ts'
import { desk } from './support/desk.ts'

/** Says a tenth of a second what it finds at its buses. */
const PROBES = `
#include "Particle.h"
SYSTEM_MODE(MANUAL)

Servo servo;

int readWord(int address, int reg) {
  Wire.beginTransmission(address);
  Wire.write(reg);
  if (Wire.endTransmission(false) != 0 || Wire.requestFrom(address, 2) != 2) return -1;
  const int high = Wire.read();
  return high << 8 | Wire.read();
}

void setup() {
  Wire.begin();
  SPI.begin(D6);
  servo.attach(D2);
  servo.write(90);
  pinMode(D0, OUTPUT);
  pinMode(D3, OUTPUT);
  analogWrite(D3, 64);
  tone(RX, 440, 200);
  pinMode(D7, OUTPUT);
  digitalWrite(D7, HIGH);
  Wire.beginTransmission(0x50);
  Wire.write(254);
  Wire.write(7);
  Wire.endTransmission();
}

void loop() {
  digitalWrite(D6, LOW);
  const int echo = SPI.transfer(0x42) << 8 | SPI.transfer(0x43);
  digitalWrite(D6, HIGH);
  Serial.printlnf("%x %x %x %x %x", readWord(0x18, 5), readWord(0x18, 6), readWord(0x18, 7), readWord(0x50, 254), echo);
  delay(100);
}`

let probe: RunFirmware

beforeAll(async () => {
  const { module } = await compile({ name: 'probes', files: new Map([['app.cpp', Buffer.from(PROBES)]]) })
  probe = board => run(module, board)
}, 180_000)

describe('peripherals', () => {
  test('are what a program finds at its buses while they are attached', async () => {
    await using d = desk({ firmware: probe })
    const { photon, clock } = d
    const thermometer = createMcp9808({ celsius: 21.5 })
    const registers = createRegisterFile({ address: 0x50, registers: [1, 2, 3] })
    const loopback = createSpiLoopback({ selectPin: 'D6' })
    const detach = photon.attach(thermometer)
    photon.attach(registers)
    photon.attach(loopback)
    await photon.powerOn()
    await clock.advance(50)
    expect(photon.serial.lines.at(-1)).toBe('c158 54 400 700 4243')
    expect(registers.registers[254]).toBe(7)
    expect(loopback.transactions).toEqual([[0x42, 0x43]])

    thermometer.celsius = -1.25
    registers.registers[255] = 9
    await clock.advance(100)
    expect(photon.serial.lines.at(-1)).toBe('3fec 54 400 709 4243')

    detach()
    detach()
    await clock.advance(100)
    expect(photon.serial.lines.at(-1)).toBe('ffffffff ffffffff ffffffff 709 4243')
    expect(photon.peripherals).toEqual([registers, loopback])
    expect(loopback.transactions).toHaveLength(3)
  })

  test('stay attached over a reset; a bus with none reads 0xFF', async () => {
    await using d = desk({ firmware: probe })
    const detach = d.photon.attach(createSpiLoopback({ selectPin: 6 }))
    await d.photon.powerOn()
    await d.photon.reset()
    await d.clock.advance(50)
    expect(d.photon.serial.lines.at(-1)).toMatch(/ 4243$/)
    detach()
    await d.clock.advance(100)
    expect(d.photon.serial.lines.at(-1)).toMatch(/ ffff$/)
  })

  test('are refused where another is, or where nothing can be', () => {
    const { photon } = desk()
    photon.attach(createMcp9808())
    photon.attach(createSpiLoopback())
    expect(() => photon.attach(createRegisterFile({ address: 0x18 }))).toThrow(PeripheralError)
    expect(() => photon.attach(createRegisterFile({ address: 0x80 }))).toThrow('7 bits')
    expect(() => photon.attach(createSpiLoopback({ selectPin: 'SS' }))).toThrow('selected by A2 already')
    expect(() => photon.attach(createSpiLoopback({ selectPin: 'D9' }))).toThrow('there is no pin "D9"')
    expect(photon.peripherals).toHaveLength(2)
  })
})

describe('pins', () => {
  test('show what the program has made of them', async () => {
    await using d = desk({ firmware: probe })
    const { pins } = d.photon
    await d.photon.powerOn()
    await d.clock.advance(50)
    const none = { level: undefined, value: undefined }
    const signals = { pwm: undefined, hertz: undefined, tone: undefined, servo: undefined }
    const d7 = { name: 'D7', pin: 7, mode: 'output', level: 1, value: undefined }
    expect(pins.state('d7')).toEqual({ ...d7, ...signals, held: none })
    expect(pins.state(3)).toMatchObject({ name: 'D3', pwm: 64, hertz: 500 })
    expect(pins.state('RX').tone).toBe(440)
    expect(pins.state('D2').servo).toBe(1472)
    // Wire has it.
    expect(pins.state('D0').mode).toBeUndefined()
    expect(pins.list().map(({ name }) => name)).toEqual([
      ...['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7'],
      ...['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'RX', 'TX'],
    ])
    await d.clock.advance(200)
    expect(pins.state('RX').tone).toBeUndefined()
    await d.photon.powerOff()
    expect(pins.state('D7')).toMatchObject({ mode: undefined, pwm: undefined, servo: undefined })
  })

  test('are held and released by number or name, and say what they cannot', () => {
    const { pins } = desk().photon
    pins.analog.set('dac', 1234)
    pins.digital.set('D4', 1)
    expect([pins.analog.read(16), pins.digital.read(4)]).toEqual([1234, 1])
    expect(pins.state('DAC1').held).toEqual({ level: undefined, value: 1234 })
    pins.analog.release('A6')
    expect(pins.state('A6').held.value).toBeUndefined()
    expect(() => pins.analog.set('D4', 1)).toThrow(expect.objectContaining({ code: 'pin-without-converter' }))
    expect(() => pins.digital.set('D4', 2)).toThrow(expect.objectContaining({ code: 'pin-level' }))
    expect(() => pins.state('B0')).toThrow(expect.objectContaining({ code: 'unknown-pin' }))
  })
})
