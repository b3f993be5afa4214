import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { type Board, type BoardI2c, run, type SpiSettings } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'

/** The first compilation of all also compiles the Device OS API. */
const COLD_MS = 120_000

function compiled(body: string, globals = '') {
  const source = `#include "Particle.h"\n${globals}\nvoid setup() {\n${body}\n}\nvoid loop() {}\n`
  const files = new Map([['app.cpp', Buffer.from(source)]])
  return compile({ name: 'peripherals', files }, { warningsAsErrors: true, extraFlags: ['-Wconversion'] })
}

/** The lines that a setup() prints on a board with these parts. */
async function lines(body: string, parts: Partial<Board> = {}, globals = ''): Promise<string[]> {
  const { board, printed } = createTestBoard()
  const firmware = await run(await compiled(body, globals), { ...board, ...parts })
  await firmware.turn()
  await firmware.stop()
  return printed().trim().split('\r\n')
}

/** Registers behind a pointer at 0x40; takes three bytes a transmission. */
function registers(): BoardI2c & { readonly seen: string[] } {
  const memory = new Uint8Array(256).map((_, index) => index)
  const seen: string[] = []
  let pointer = 0
  return {
    seen,
    write(address, bytes, stop) {
      seen.push(`write ${address} [${[...bytes]}]${stop ? ' stop' : ''}`)
      if (address !== 0x40) return undefined
      pointer = bytes[0] ?? pointer
      memory.set(bytes.subarray(1, 3), pointer)
      return Math.min(bytes.length, 3)
    },
    read(address, count, stop) {
      seen.push(`read ${address} ${count}${stop ? ' stop' : ''}`)
      return address === 0x40 ? memory.subarray(pointer, pointer + Math.min(count, 4)) : undefined
    },
  }
}

describe('Wire', { timeout: COLD_MS }, () => {
  test('writes and reads a register, with and without a stop between', async () => {
    const i2c = registers()
    const body = `
      Wire.setSpeed(CLOCK_SPEED_400KHZ);
      Wire.begin();
      Wire.beginTransmission(0x40);
      Wire.write(7);
      Wire.write(99);
      Serial.println(Wire.endTransmission());
      Wire.beginTransmission(WireTransmission(0x40).stop(false).timeout(100ms));
      Wire.write(7);
      Serial.println(Wire.endTransmission());
      const uint8_t address = 0x40;
      Serial.println(Wire.requestFrom(address, 2));
      Serial.printlnf("%d %d %d %d %d", Wire.available(), Wire.peek(), Wire.read(), Wire.read(), Wire.read());`
    expect(await lines(body, { i2c })).toEqual(['0', '0', '2', '2 99 99 8 -1'])
    expect(i2c.seen).toEqual(['write 64 [7,99] stop', 'write 64 [7]', 'read 64 2 stop'])
  })

  test('reads 0xFF where a device sends less, and nothing where there is none', async () => {
    const body = `
      Wire.begin();
      Serial.println(Wire.requestFrom(0x40, 6));
      while (Wire.available()) { Serial.printf("%d ", Wire.read()); }
      Serial.println();
      Serial.println(Wire.requestFrom(0x41, 6));`
    expect(await lines(body, { i2c: registers() })).toEqual(['6', '0 1 2 3 255 255 ', '0'])
  })

  test.each([
    ['no device has the address', 'Wire.begin(); Wire.beginTransmission(0x41);', '3'],
    ['it was not begun', 'Wire.beginTransmission(0x40);', '2'],
    [
      'the device stops taking bytes',
      'Wire.begin(); Wire.beginTransmission(0x40); Wire.write("12345");',
      '5',
    ],
  ])('tells as endTransmission() of a device that %s', async (_, body, code) => {
    expect(await lines(`${body} Serial.println(Wire.endTransmission());`, { i2c: registers() })).toEqual([
      code,
    ])
  })

  test('finds nobody on a board without a bus', async () => {
    const body = 'Wire.begin(); Wire.beginTransmission(1); Serial.println(Wire.endTransmission());'
    expect(await lines(body)).toEqual(['3'])
  })

  test('holds 32 bytes, or what acquireWireBuffer() gives', async () => {
    const body = `
      Wire.begin();
      Wire.beginTransmission(0x41);
      for (int i = 0; i < 40; i++) { Wire.write(i); }
      Wire.endTransmission();
      Serial.println(Wire.requestFrom(0x40, 40));`
    const own = `
      hal_i2c_config_t acquireWireBuffer() {
        static uint8_t bytes[72];
        return {sizeof(hal_i2c_config_t), HAL_I2C_CONFIG_VERSION_1, bytes, 36, bytes + 36, 36};
      }`
    const [plain, larger] = [registers(), registers()]
    expect(await lines(body, { i2c: plain })).toEqual(['32'])
    expect(await lines(body, { i2c: larger }, own)).toEqual(['36'])
    expect([plain, larger].map(({ seen }) => seen[0]?.split(',').length)).toEqual([32, 36])
  })

  test.each(['Wire.begin(0x20)', 'Wire.onReceive([](int) {})', 'Wire.onRequest([]() {})'])(
    'as a slave is refused: %s',
    async call => {
      await expect(compiled(`${call};`)).rejects.toThrow('is part of Device OS, but not of device-os-wasm')
    },
  )
})

describe('SPI', { timeout: COLD_MS }, () => {
  test('exchanges bytes, one or many, with its settings', async () => {
    const seen: [string, SpiSettings][] = []
    const spi = {
      transfer(bytes: Uint8Array, settings: SpiSettings) {
        seen.push([[...bytes].join(), settings])
        return bytes.map(byte => byte + 1)
      },
    }
    const body = `
      SPI.begin(D6);
      Serial.println(SPI.transfer(1));
      SPI1.begin();
      SPI1.beginTransaction(SPISettings(4 * MHZ, LSBFIRST, SPI_MODE1));
      const uint8_t out[] = {10, 20};
      uint8_t in[2] = {};
      SPI1.transfer(out, in, sizeof(in), [] { Serial.println("done"); });
      SPI1.transfer(nullptr, in, 1, nullptr);
      SPI1.endTransaction();
      Serial.printlnf("%d %d %d", in[0], in[1], (int)SPI1.available());
      Serial.println(SPI.setClockSpeed(10, MHZ));`
    expect(await lines(body, { spi })).toEqual(['2', 'done', '0 21 1', '7500000'])
    const spi1 = { bus: 'SPI1', clockHertz: 3_750_000, mode: 1, bitOrder: 'lsb-first' }
    expect(seen).toEqual([
      ['1', { bus: 'SPI', clockHertz: 15_000_000, mode: 3, bitOrder: 'msb-first' }],
      ['10,20', spi1],
      ['255', spi1],
    ])
  })

  test('reads 0xFF where nothing is attached', async () => {
    expect(await lines('SPI.begin(); Serial.println(SPI.transfer(0));')).toEqual(['255'])
  })

  test('makes SS an output and HIGH, and keeps its own pins from the program until end()', async () => {
    const { board, writes } = createTestBoard()
    const firmware = await run(
      await compiled(`
        SPI.begin();
        pinMode(A5, OUTPUT);
        digitalWrite(A2, LOW);
        SPI.end();
        pinMode(A5, OUTPUT);`),
      board,
    )
    await firmware.turn()
    await firmware.stop()
    expect(writes).toEqual(['mode 12 output', 'digital 12 1', 'digital 12 0', 'mode 15 output'])
  })

  test.each(['SPI.begin(SPI_MODE_SLAVE)', 'SPI.onSelect([](uint8_t) {})'])(
    'as a slave is refused: %s',
    async call => {
      await expect(compiled(`${call};`)).rejects.toThrow('is part of Device OS, but not of device-os-wasm')
    },
  )
})

describe('a Servo', { timeout: COLD_MS }, () => {
  test('turns angles into pulses at a pin with PWM', async () => {
    const pulses: string[] = []
    const servo = {
      set: (pin: number, pulse: number | undefined) => pulses.push(`${pin} ${pulse ?? 'detached'}`),
    }
    const body = `
      Servo servo;
      Serial.printlnf("%d %d", servo.attach(D4), servo.attached());
      Serial.printlnf("%d %d", servo.attach(D1), servo.attached());
      servo.write(10);
      Serial.println(servo.read());
      servo.write(90);
      Serial.printlnf("%d %d", servo.read(), servo.readMicroseconds());
      servo.write(200);
      servo.writeMicroseconds(100);
      servo.setTrim(20);
      servo.write(0);
      Serial.printlnf("%d %d", servo.detach(), servo.detach());
      servo.attach(A4, 1000, 2000, -90, 90);
      servo.write(0);`
    expect(await lines(body, { servo })).toEqual(['0 0', '1 1', '10', '91 1472', '1 0'])
    expect(pulses).toEqual([
      ...['1 0', '1 647', '1 1472', '1 2400', '1 544', '1 564', '1 detached'],
      ...['14 0', '14 1500', '14 detached'],
    ])
  })
})

/** What a setup() makes of its pins. */
async function pinCalls(body: string): Promise<{ calls: string[]; printed: string }> {
  const { board, writes, printed } = createTestBoard()
  const pins = {
    ...board.pins,
    mode: () => {},
    analogWrite: (pin: number, value: number, hertz: number) => writes.push(`${pin} ${value} ${hertz} Hz`),
    tone: (pin: number, hertz: number, ms: number) => writes.push(`${pin} tone ${hertz} Hz ${ms} ms`),
  }
  const firmware = await run(await compiled(body), { ...board, pins })
  await firmware.turn()
  await firmware.stop()
  return { calls: writes, printed: printed().trim() }
}

describe('PWM', { timeout: COLD_MS }, () => {
  test('has 500 Hz and 8 bits, or what the program says', async () => {
    const { calls, printed } = await pinCalls(`
      pinMode(D0, OUTPUT);
      analogWrite(D0, 128);
      analogWrite(D0, 64, 10000);
      const int bits = analogWriteResolution(D0, 10);
      analogWrite(D0, 1023);
      analogWrite(D0, 5000);
      analogWriteResolution(DAC1, 8);
      analogWrite(DAC1, 255);
      analogWrite(DAC1, 255, 1000);
      Serial.printlnf("%d %d %d %d", bits, analogWriteResolution(D0, 16), analogWriteResolution(WKP, 16),
                      analogWriteResolution(D5, 8));`)
    expect(calls).toEqual(['0 128 500 Hz', '0 64 10000 Hz', '0 255 500 Hz', '0 255 500 Hz', '16 4095 0 Hz'])
    expect(printed).toBe('10 10 16 0')
  })

  test('makes tones, where there is a timer', async () => {
    const { calls } = await pinCalls('tone(D1, 440, 500); tone(D4, 440); tone(D1, 880); noTone(D1);')
    expect(calls).toEqual(['1 tone 440 Hz 500 ms', '1 tone 880 Hz 0 ms', '1 tone 0 Hz 0 ms'])
  })
})

test('shiftOut() and shiftIn() move a byte bit by bit', { timeout: COLD_MS }, async () => {
  const { calls, printed } = await pinCalls(`
    pinMode(D4, OUTPUT);
    pinMode(D5, OUTPUT);
    shiftOut(D4, D5, LSBFIRST, 0x05);
    Serial.println(shiftIn(D2, D5, MSBFIRST));`)
  const bits = calls.filter(call => call.startsWith('digital 4')).map(call => call.at(-1))
  expect(bits.join('')).toBe('10100000')
  expect(calls.filter(call => call === 'digital 5 1')).toHaveLength(16)
  expect(printed).toBe('255')
})

test('each serial port is its own', { timeout: COLD_MS }, async () => {
  const written: string[] = []
  const port = (name: string) => ({
    write: (bytes: Uint8Array) => written.push(`${name} ${Buffer.from(bytes).toString()}`),
  })
  const { board } = createTestBoard()
  const body =
    'Serial.print("a"); Serial1.begin(9600); Serial1.print("b"); USBSerial1.begin(); USBSerial1.print("c");'
  const ports = { serial: port('USB'), serial1: port('pins'), usbSerial1: port('second') }
  const firmware = await run(await compiled(body), { ...board, ...ports })
  await firmware.turn()
  await firmware.stop()
  expect(written).toEqual(['USB a', 'pins b', 'second c'])
})

test.each(['Keyboard.begin()', 'Mouse.begin()'])(
  '%s is refused by name',
  { timeout: COLD_MS },
  async call => {
    await expect(compiled(`${call};`)).rejects.toThrow('is part of Device OS, but not of device-os-wasm')
  },
)
