#include "pulses.h"

#include "board.h"
#include "preemption.h"
#include "spark_wiring.h"
#include "tasks.h"

using namespace device_os;

namespace {

/** For all of it: the pulse before, the pause and the pulse. Source: Device OS v2.3.1 HAL_Pulse_In(). */
constexpr double LIMIT_MS = 3000;
constexpr double US_PER_MS = 1000;
/** Threads that can measure at once; the next waits for one of them. */
constexpr int MAX_MEASUREMENTS = 4;

enum class Phase : uint8_t { NONE, PULSE_BEFORE, PAUSE, PULSE, OVER };

/** Written at the edges, so that it is exact however late its thread goes on. */
struct Measurement {
    const tasks::Task* task = nullptr;
    uint16_t pin = 0;
    uint16_t level = 0;
    Phase phase = Phase::NONE;
    double sinceMs = 0;
    double lastedMs = 0;
    double untilMs = 0;
};

Measurement measurements[MAX_MEASUREMENTS];

/** One that nobody uses, or whose thread was ended meanwhile; null when there is none. */
Measurement* unused() {
    for (Measurement& one : measurements) {
        if (one.phase == Phase::NONE || one.untilMs < board::uptime_ms()) {
            return &one;
        }
    }
    return nullptr;
}

void advance(Measurement& one, uint16_t level) {
    if (one.phase == Phase::PULSE_BEFORE && level != one.level) {
        one.phase = Phase::PAUSE;
    } else if (one.phase == Phase::PAUSE && level == one.level) {
        one.phase = Phase::PULSE;
        one.sinceMs = board::uptime_ms();
    } else if (one.phase == Phase::PULSE && level != one.level) {
        one.phase = Phase::OVER;
        one.lastedMs = board::uptime_ms() - one.sinceMs;
    }
}

}  // namespace

uint32_t pulseIn(pin_t pin, uint16_t level) {
    if (pin >= TOTAL_PINS) {
        return 0;
    }
    const double untilMs = board::uptime_ms() + LIMIT_MS;
    Measurement* one = nullptr;
    if (!tasks::block([&one]() { return (one = unused()) != nullptr; }, LIMIT_MS)) {
        return 0;
    }
    const bool isLevel = digitalRead(pin) == level;
    *one = {tasks::current(), pin, level, isLevel ? Phase::PULSE_BEFORE : Phase::PAUSE, 0, 0, untilMs};
    const auto isOver = [one]() { return one->task != tasks::current() || one->phase == Phase::OVER; };
    const bool measured = tasks::block(isOver, untilMs - board::uptime_ms()) && one->task == tasks::current();
    if (one->task == tasks::current()) {
        one->phase = Phase::NONE;
    }
    tasks::changed();
    preemption::renew();
    return measured ? static_cast<uint32_t>(one->lastedMs * US_PER_MS + 0.5) : 0;
}

void pulses::edge(uint16_t pin, bool rising) {
    for (Measurement& one : measurements) {
        if (one.pin == pin) {
            advance(one, rising ? HIGH : LOW);
        }
    }
}
