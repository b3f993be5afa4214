#include "led_ticks.h"

#include "board.h"
#include "led_statuses.h"
#include "panic.h"
#include "preemption.h"
#include "rgb_watch.h"
#include "tasks.h"

using namespace device_os;
using particle::LedStatuses;

namespace {

constexpr uint32_t LED_TICK_MS = 25;
/** Bytes. Handlers run in the system's interrupt stack on the device, which is no larger. */
constexpr size_t LED_STACK_BYTES = 1024;

bool ledTaskRuns = false;

bool hasLedWork() {
    return LedStatuses::hasCustom() || rgbWatch::isWanted();
}

[[noreturn]] void runLedTask(void*) {
    double dueMs = board::uptime_ms();
    while (true) {
        if (!hasLedWork()) {
            tasks::block(hasLedWork, tasks::FOREVER);
            dueMs = board::uptime_ms();
        }
        dueMs += LED_TICK_MS;
        tasks::block([dueMs]() { return board::uptime_ms() >= dueMs; }, dueMs - board::uptime_ms());
        preemption::renew();
        LedStatuses::tick(LED_TICK_MS);
        rgbWatch::look();
    }
}

}  // namespace

void ledTicks::demand() {
    if (!hasLedWork()) {
        return;
    }
    if (!ledTaskRuns) {
        ledTaskRuns = tasks::start(runLedTask, nullptr, LED_STACK_BYTES) != nullptr;
    } else {
        tasks::changed();
    }
}
