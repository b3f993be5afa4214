import { describe, expect, test } from 'vitest'
import type { BoardSerial } from '../../src/run/index.ts'
import { COLD_MS, compileSketch, runSketch } from './sketch.ts'

/** A line at whose other end somebody has typed. */
function typed(text: string): BoardSerial & { readonly written: number[] } {
  const waiting = [...Buffer.from(text)]
  const written: number[] = []
  return {
    written,
    write: bytes => written.push(...bytes),
    read: () => waiting.shift() ?? -1,
    available: () => waiting.length,
  }
}

async function read(text: string, body: string): Promise<string[]> {
  const { lines, test: board } = await runSketch(
    `SYSTEM_THREAD(ENABLED);
     class Numbers : public Stream {
     public:
         int available() override { return Serial1.available(); }
         int read() override { return Serial1.read(); }
         int peek() override { return Serial1.peek(); }
         void flush() override {}
         size_t write(uint8_t byte) override { return Serial1.write(byte); }
         long withCommas() { return parseInt(','); }
         float withSpaces() { return parseFloat(' '); }
     } numbers;
     void setup() { Serial1.begin(9600, SERIAL_8E1); Serial1.setTimeout(100); numbers.setTimeout(100); ${body} }`,
    { serial1: typed(text) },
  )
  await board.time.advance(10_000)
  return lines()
}

describe('a Stream', { timeout: COLD_MS }, () => {
  test('reads numbers out of text', async () => {
    const body = `
      Serial.printlnf("%ld %ld %ld", Serial1.parseInt(), Serial1.parseInt(), Serial1.parseInt());
      Serial.printlnf("%.3f %.2f", Serial1.parseFloat(), Serial1.parseFloat());
      Serial.printlnf("%ld %.1f", numbers.withCommas(), numbers.withSpaces());
      Serial.printlnf("%ld", Serial1.parseInt());`
    expect(await read('a12 -7-8 x3.125y-.5 1,234,567 1 234.5;', body)).toEqual([
      '12 -7 -8',
      '3.125 -0.50',
      '1234567 1234.5',
      '0',
    ])
  })

  test('finds what it looks for, up to what ends the search', async () => {
    const body = `
      Serial.printlnf("%d", Serial1.find("key="));
      Serial.printlnf("%s", Serial1.readStringUntil(';').c_str());
      Serial.printlnf("%d", Serial1.findUntil("key=", "END"));
      char text[8] = {};
      Serial.println(Serial1.readBytesUntil('.', text, sizeof(text)));
      Serial.println(text);
      Serial.println(Serial1.readBytes(text, 2));
      Serial.printlnf("%d", Serial1.find("key=", 2));
      Serial.printlnf("%s %lu", Serial1.readString().c_str(), millis());`
    expect(await read('junkey=one;...END3.14kkeyrest', body)).toEqual([
      '1',
      'one',
      '0',
      '1',
      '3',
      '2',
      '1',
      'yrest 100',
    ])
  })
})

describe('Serial', { timeout: COLD_MS }, () => {
  test('is one thread’s while it is locked', async () => {
    const { lines, test: board } = await runSketch(`
      SYSTEM_THREAD(ENABLED);
      void setup() {
          Serial.lock();
          new Thread("other", []() {
              TRY_LOCK(Serial) { Serial.println("never"); }
              WITH_LOCK(Serial) { Serial.println("other"); }
              delay(1000000);
          });
          delay(500);
          WITH_LOCK(Serial) { Serial.println("first"); }
          Serial.unlock();
          delay(100);
          Serial.printlnf("%d", Serial.try_lock());
      }`)
    await board.time.advance(600)
    expect(lines()).toEqual(['first', 'other', '1'])
  })

  test('tells whether it was begun, and how fast', async () => {
    const { lines } = await runSketch(`
      SYSTEM_THREAD(ENABLED);
      void setup() {
          Serial.printlnf("%d %d %u", Serial.isEnabled(), Serial1.isEnabled(), Serial.baud());
          Serial.begin(115200);
          Serial1.begin(9600);
          Serial.printlnf("%d %d %u", Serial.isEnabled(), Serial1.isEnabled(), Serial.baud());
      }`)
    expect(lines()).toEqual(['0 0 0', '1 1 115200'])
  })

  test('on pins writes the low byte of an integer', async () => {
    const line = typed('')
    await runSketch(
      'SYSTEM_THREAD(ENABLED); void setup() { Serial1.begin(9600); Serial1.write(0x141); Serial1.write("B"); }',
      {
        serial1: line,
      },
    )
    expect(line.written).toEqual([0x41, 0x42])
  })

  test.each(['Serial1.breakTx()', 'Serial1.breakRx()'])('%s does not compile, and says why', async call => {
    await expect(compileSketch(`void setup() { ${call}; }`)).rejects.toThrow(
      `${call} is part of Device OS, but`,
    )
  })

  test('has no second port on pins, as on a Photon', async () => {
    await expect(compileSketch('void setup() { Serial2.begin(9600); }')).rejects.toThrow("'Serial2'")
  })
})

test('a bus is one thread’s between lock and unlock', { timeout: COLD_MS }, async () => {
  const { lines, test: board } = await runSketch(`
    SYSTEM_THREAD(ENABLED);
    void setup() {
        Wire.begin();
        SPI.begin();
        Wire.lock();
        SPI.beginTransaction(SPISettings(1 * MHZ, MSBFIRST, SPI_MODE0));
        new Thread("other", []() {
            Serial.printlnf("%d", SPI.trylock());
            WITH_LOCK(Wire) { Serial.println("wire"); }
            WITH_LOCK(SPI) { Serial.println("spi"); }
            delay(1000000);
        });
        delay(100);
        Serial.println("still");
        Wire.unlock();
        delay(100);
        Serial.println("half");
        SPI.endTransaction();
        delay(100);
    }`)
  await board.time.advance(300)
  expect(lines()).toEqual(['0', 'still', 'wire', 'half', 'spi'])
})
