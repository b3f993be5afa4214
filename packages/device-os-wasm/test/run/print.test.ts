import { describe, expect, test } from 'vitest'
import { COLD_MS, runSketch } from './sketch.ts'

/** What the statements print, each on a line of its own. */
async function printed(statements: readonly string[]): Promise<string[]> {
  const { lines } = await runSketch(
    `SYSTEM_THREAD(ENABLED);
     struct Point : public Printable {
         size_t printTo(Print& print) const override { return print.printf("<%d,%d>", 1, 2); }
     };
     void setup() { ${statements.map(one => `Serial.${one}; Serial.println("|");`).join('\n')} }`,
  )
  return lines().map(line => line.replace(/\|$/, ''))
}

describe('Print', { timeout: COLD_MS }, () => {
  test('prints whatever it is given as a Photon does', async () => {
    const cases: readonly (readonly [string, string])[] = [
      ['print(-42)', '-42'],
      ['print(255, HEX)', 'FF'],
      ['print(-1, HEX)', 'FFFFFFFF'],
      ['print(static_cast<int8_t>(-1), HEX)', 'FFFFFFFF'],
      ['print(-1ll, HEX)', 'FFFFFFFFFFFFFFFF'],
      ['print(5, BIN)', '101'],
      ['print(64, OCT)', '100'],
      ['print(35, 36)', 'Z'],
      ['print(65, 0)', 'A'],
      ['print(7, 1)', '7'],
      ['print(-2147483647 - 1)', '-2147483648'],
      ['print(18446744073709551615ull)', '18446744073709551615'],
      ['print(static_cast<uint8_t>(200))', '200'],
      ["print('c')", 'c'],
      ['print(true)', '1'],
      ['print(1.999)', '2.00'],
      ['print(-0.125f, 3)', '-0.125'],
      ['print(2.5, 0)', '3'],
      ['print(NAN)', '0.00'],
      ['print(String("text"))', 'text'],
      ['print(Point())', '<1,2>'],
      ['printf("%s %05.1f", "text", 2.25)', 'text 002.2'],
    ]
    expect(await printed(cases.map(([statement]) => statement))).toEqual(cases.map(([, text]) => text))
  })

  test('counts the bytes it has written', async () => {
    const { lines } = await runSketch(`
      SYSTEM_THREAD(ENABLED);
      void setup() {
          const size_t count = Serial.print("ab") + Serial.println(-5) + Serial.println(1.5) + Serial.printlnf("%d", 12345);
          Serial.println(count);
      }`)
    expect(lines().at(-1)).toBe(String(2 + 4 + 6 + 7))
  })
})
