import { describe, expect, test } from 'vitest'
import type { Board, BoardRgb, RgbStatus } from '../../src/run/index.ts'
import { COLD_MS, runSketch } from './sketch.ts'

/** A light that tells what it was told, and shows what it is set to. */
function light() {
  const told: string[] = []
  let shown = 0
  const describeLook = (look: Omit<RgbStatus, 'priority'>) =>
    `${look.color.toString(16).padStart(6, '0')} ${look.pattern} ${look.periodMs}`
  const rgb: BoardRgb = {
    set: () => {},
    status: (status: RgbStatus | undefined) =>
      told.push(status ? `${status.priority}: ${describeLook(status)}` : 'none'),
    theme: (signal, look) => told.push(`${signal}: ${describeLook(look)}`),
    restoreTheme: () => told.push('restored'),
    color: () => shown,
  }
  const show = (color: number): void => {
    shown = color
  }
  return { rgb, told, show }
}

async function told(body: string, globals = ''): Promise<string[]> {
  const { rgb, told } = light()
  await runSketch(`${globals}\nvoid setup() {\n${body}\n}\nvoid loop() {}\n`, { rgb })
  return told
}

describe('an LEDStatus', { timeout: COLD_MS }, () => {
  test('is made of what differs from a solid white of normal priority', async () => {
    const made = [
      ['LEDStatus one;', '20: ffffff solid 0'],
      ['LEDStatus one(LED_PRIORITY_CRITICAL);', '40: ffffff solid 0'],
      ['LEDStatus one(RGB_COLOR_ORANGE);', '20: ff6000 solid 0'],
      ['LEDStatus one(RGB_COLOR_RED, LED_PRIORITY_BACKGROUND);', '10: ff0000 solid 0'],
      ['LEDStatus one(LED_PATTERN_BLINK, LED_SPEED_FAST);', '20: ffffff blink 100'],
      [
        'LEDStatus one(RGB_COLOR_BLUE, LED_PATTERN_BLINK, LED_SPEED_SLOW, LED_PRIORITY_IMPORTANT);',
        '30: 0000ff blink 500',
      ],
      ['LEDStatus one(0x123456, LED_PATTERN_FADE);', '20: 123456 breathing 4000'],
      ['LEDStatus one(RGB_COLOR_RED, LED_PATTERN_BLINK, 700);', '20: ff0000 blink 700'],
    ] as const
    const body = made.map(([statement]) => `{ ${statement} one.setActive(); }`).join('\n')
    expect(await told(body)).toEqual(made.flatMap(([, shown]) => [shown, 'none']))
  })

  test('gives way to a higher priority, and to a later one of the same', async () => {
    const globals = `
      LEDStatus low(RGB_COLOR_RED, LED_PRIORITY_BACKGROUND);
      LEDStatus first(RGB_COLOR_GREEN), second(RGB_COLOR_BLUE);`
    const body = `
      low.setActive(); first.setActive(); second.setActive();
      first.setActive();
      low.setActive(LED_PRIORITY_CRITICAL);
      { LEDStatus brief(RGB_COLOR_WHITE, LED_PRIORITY_CRITICAL); brief.setActive(); }
      low.setActive(false); first.setActive(false);`
    const colours = (await told(body, globals)).map(line => line.slice(4, 10))
    expect(colours).toEqual([
      ...['ff0000', '00ff00', '0000ff', '00ff00', 'ff0000', 'ffffff', 'ff0000'],
      ...['00ff00', '0000ff'],
    ])
  })

  test('changes while it is active, and hides what is below it while it is off', async () => {
    const body = `
      LEDStatus one(RGB_COLOR_RED);
      one.setColor(RGB_COLOR_GREEN); one.setActive();
      one.setColor(RGB_COLOR_BLUE); one.setPattern(LED_PATTERN_BLINK); one.setSpeed(LED_SPEED_NORMAL);
      one.setPeriod(333); one.setPattern(LED_PATTERN_CUSTOM); one.off(); one.toggle();
      Serial.println(one.period());`
    expect((await told(body)).slice(0, 8)).toEqual([
      ...['20: 00ff00 solid 0', '20: 0000ff solid 0', '20: 0000ff blink 0', '20: 0000ff blink 200'],
      ...['20: 0000ff blink 333', '20: 000000 solid 0', '20: 0000ff blink 333', 'none'],
    ])
  })

  test('with a pattern of its own is updated every 25 ms while it is shown', async () => {
    const { rgb, told } = light()
    const { test: board } = await runSketch(
      `class Steps : public LEDStatus {
      public:
          Steps() : LEDStatus(LED_PATTERN_CUSTOM, LED_PRIORITY_IMPORTANT) {}
      protected:
          void update(system_tick_t ms) override {
              passed += ms;
              setColor(passed);
              if (passed == 75) { setActive(false); }
          }
      private:
          uint32_t passed = 0;
      };
      Steps steps;
      void setup() { steps.setActive(); }
      void loop() { delay(1000); }`,
      { rgb },
    )
    await board.time.advance(60)
    expect(told).toEqual(['30: ffffff solid 0', '30: 000019 solid 0', '30: 000032 solid 0'])
    await board.time.advance(200)
    expect(told.slice(3)).toEqual(['30: 00004b solid 0', 'none'])
  })
})

describe('RGB', { timeout: COLD_MS }, () => {
  const following = (setup: string, globals = '', pins?: Board['pins']) => {
    const { rgb, show } = light()
    const source = `${globals}\nvoid setup() {\n${setup}\n}\nvoid loop() { delay(1000); }`
    return runSketch(source, { rgb, ...(pins && { pins }) }).then(sketch => ({ show, ...sketch }))
  }

  test.each([
    ['a function', 'RGB.onChange(show);', 'void show(uint8_t r, uint8_t g, uint8_t b)'],
    [
      'a lambda',
      'int n = 3; RGB.onChange([n](uint8_t r, uint8_t g, uint8_t b) { show(r, g, b + n - 3); });',
      'void show(uint8_t r, uint8_t g, uint8_t b)',
    ],
    [
      'a member',
      'RGB.onChange(&Mirror::show, &here);',
      'struct Mirror { void show(uint8_t r, uint8_t g, uint8_t b); } here; void Mirror::show(uint8_t r, uint8_t g, uint8_t b)',
    ],
  ])('tells %s each colour once', async (_, setup, head) => {
    const {
      show,
      lines,
      test: board,
    } = await following(setup, `${head} { Serial.printlnf("%d %d %d", r, g, b); }`)
    show(0x010203)
    await board.time.advance(100)
    show(0xff8000)
    await board.time.advance(100)
    expect(lines()).toEqual(['1 2 3', '255 128 0'])
  })

  test('tells no one after onChange(nullptr)', async () => {
    const {
      show,
      lines,
      test: board,
    } = await following(
      'RGB.onChange([](uint8_t, uint8_t, uint8_t) { Serial.println("told"); RGB.onChange(nullptr); });',
    )
    await board.time.advance(100)
    show(1)
    await board.time.advance(100)
    expect(lines()).toEqual(['told'])
  })

  test('is mirrored by three pins with PWM, inverted on request', async () => {
    const seen: string[] = []
    const { show, test: board } = await following(
      'RGB.mirrorTo(A4, A5, A7, true); delay(100); RGB.mirrorDisable();',
      '',
      {
        mode: (pin, mode) => seen.push(`${pin} ${mode}`),
        analogWrite: (pin, value) => seen.push(`${pin} = ${value}`),
      },
    )
    show(0xff8000)
    await board.time.advance(300)
    expect(seen).toEqual([
      ...['14 output', '15 output', '17 output'],
      ...['14 = 0', '15 = 127', '17 = 255'],
      ...['14 input', '15 input', '17 input'],
    ])
  })
})

test('LEDSystemTheme changes how the system signals look', { timeout: COLD_MS }, async () => {
  const body = `
    LEDSystemTheme theme;
    theme.setSignal(LED_SIGNAL_CLOUD_CONNECTED, RGB_COLOR_ORANGE, LED_PATTERN_BLINK, LED_SPEED_SLOW);
    theme.setColor(LED_SIGNAL_NETWORK_OFF, RGB_COLOR_RED);
    theme.apply();
    LEDSystemTheme again;
    Serial.println(again.color(LED_SIGNAL_CLOUD_CONNECTED) == RGB_COLOR_ORANGE);
    LEDSystemTheme::restoreDefault();`
  const lines = await told(body)
  expect(lines).toHaveLength(14)
  expect(lines).toContain('cloud-connected: ff6000 blink 500')
  expect(lines).toContain('network-off: ff0000 breathing 4000')
  expect(lines).toContain('listening-mode: 0000ff blink 500')
  expect(lines.at(-1)).toBe('restored')
})
