import { describe, expect, test } from 'vitest'
import { settle, type TestBoard } from '../board.ts'
import { COLD_MS, runSketch } from './sketch.ts'

/** Publishes at the first loop(), tells of the outcome by callbacks, and turns every 100 ms. */
const PUBLISHER = `
  SYSTEM_THREAD(ENABLED);
  void publish(PublishFlags flags) {
      Particle.publish("event", "data", flags)
          .onSuccess([](bool sent) { Serial.printlnf("sent %d %lu", sent, millis()); })
          .onError([](Error error) { Serial.printlnf("%d %s %lu", error.type(), error.message(), millis()); });
  }`

/** A cloud that answers when it is told to. */
function cloud() {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const world = { connected: true }
  return { world, answer: resolve, cloud: { connected: () => world.connected, publish: () => promise } }
}

/** Lets turns follow each other, which takes them more than one round of the event loop. */
async function pass(board: TestBoard, ms: number, stepMs: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) {
    await board.time.advance(stepMs)
    await settle()
  }
}

describe('a Future of Particle.publish()', { timeout: COLD_MS }, () => {
  test('that is known already calls back at once', async () => {
    const { lines } = await runSketch(`${PUBLISHER}
      void setup() {
          for (int i = 0; i < 5; i++) { publish(PRIVATE); }
          Serial.println("end of setup");
      }`)
    expect(lines()).toEqual([
      'sent 1 0',
      'sent 1 0',
      'sent 1 0',
      'sent 1 0',
      '-200 Limit exceeded 0',
      'end of setup',
    ])
  })

  test.each([
    ['taken', true, true, 'sent 1 300'],
    ['refused', false, true, '-1100 CoAP: 4xx 300'],
    ['lost with the connection', false, false, '-150 Operation aborted 300'],
  ])('that is %s calls back between turns, though nobody kept it', async (_, taken, connected, line) => {
    const { world, answer, cloud: parts } = cloud()
    const { lines, test: board } = await runSketch(
      `${PUBLISHER}
       void setup() { publish(WITH_ACK); }
       void loop() { delay(100); }`,
      { cloud: parts },
    )
    await pass(board, 250, 50)
    expect(lines()).toEqual([])
    world.connected = connected
    answer(taken)
    await pass(board, 100, 50)
    expect(lines()).toEqual([line])
  })

  test('that nobody answers fails after 20 s', async () => {
    const { lines, test: board } = await runSketch(
      `${PUBLISHER}
       void setup() { publish(WITH_ACK); }
       void loop() { delay(500); }`,
      { cloud: cloud().cloud },
    )
    await pass(board, 21_000, 500)
    expect(lines()).toEqual(['-160 Timeout error 20000'])
  })

  test('that was cancelled calls nobody, and waits no more', async () => {
    const { answer, cloud: parts } = cloud()
    const { lines, test: board } = await runSketch(
      `${PUBLISHER}
       void setup() {
           Future<bool> future = Particle.publish("event", WITH_ACK);
           future.onSuccess([](bool) { Serial.println("told"); });
           Serial.printlnf("%d %d %lu", future.wait(300), future.isDone(), millis());
           Serial.printlnf("%d %d %d %d", future.cancel(), future.isDone(), future.isCancelled(), future.result(true));
           Serial.printlnf("%d %d", future.isFailed(), future.cancel());
       }
       void loop() { delay(100); }`,
      { cloud: parts },
    )
    await board.time.advance(300)
    answer(true)
    await board.time.advance(1_000)
    expect(lines()).toEqual(['0 0 300', '1 1 1 1', '0 0'])
  })

  test('is not waited for by a thread of the program', async () => {
    const { answer, cloud: parts } = cloud()
    const { lines, test: board } = await runSketch(
      `SYSTEM_THREAD(ENABLED);
       void setup() {
           new Thread("other", []() {
               Future<bool> future = Particle.publish("event", WITH_ACK);
               Serial.printlnf("%d %d", future.wait(), static_cast<bool>(future));
               delay(1000);
               Serial.printlnf("%d %d", future.wait(), static_cast<bool>(future));
               delay(1000000);
           });
       }
       void loop() { delay(100); }`,
      { cloud: parts },
    )
    await settle()
    answer(true)
    await board.time.advance(1_000)
    expect(lines()).toEqual(['0 0', '1 1'])
  })

  test('says why nothing was sent', async () => {
    const { lines } = await runSketch(`${PUBLISHER} void setup() { publish(PRIVATE); }`, {
      cloud: { connected: () => false, publish: () => true },
    })
    expect(lines()).toEqual(['-210 Invalid state 0'])
  })
})

test('a Promise of the program is kept once, and its futures share the outcome', {
  timeout: COLD_MS,
}, async () => {
  const { lines } = await runSketch(`
    SYSTEM_THREAD(ENABLED);
    void setup() {
        Promise<String> promise;
        Future<String> first = promise.future();
        Future<String> second = first;
        second.onSuccess([](const String& text) { Serial.println(text); });
        promise.setResult("kept");
        promise.setResult("again");
        promise.setError(Error::BUSY);
        Serial.printlnf("%s %s %d", first.result().c_str(), second.result("none").c_str(), first.error().type());
        Promise<void> nothing;
        nothing.future().onSuccess([]() { Serial.println("never"); });
        nothing.setError(Error(Error::BUSY, "out of paper"));
        Serial.printlnf("%s %d", nothing.future().error().message(), nothing.future().isFailed());
        Serial.printlnf("%d %s", Future<int>(7).result(), Future<int>(Error::NOT_FOUND).error().message());
    }`)
  expect(lines()).toEqual(['kept', 'kept kept 0', 'out of paper 1', '7 Not found'])
})
