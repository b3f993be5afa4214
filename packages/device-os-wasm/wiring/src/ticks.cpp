#include "spark_wiring_ticks.h"

#include "board.h"
#include "delay_hal.h"
#include "preemption.h"
#include "tasks.h"

using namespace device_os;

namespace {

/** Waits too short to suspend for, until they add up to a millisecond. */
double owedUs = 0;

}  // namespace

system_tick_t millis() {
    return static_cast<system_tick_t>(static_cast<uint64_t>(board::uptime_ms()));
}

unsigned long micros() {
    return static_cast<unsigned long>(static_cast<uint64_t>(board::uptime_ms() * 1000.0));
}

void HAL_Delay_Milliseconds(uint32_t ms) {
    if (tasks::inInterrupt()) {
        return;
    }
    tasks::sleep(ms);
    preemption::renew();
}

void delayMicroseconds(unsigned int us) {
    if (tasks::inInterrupt()) {
        return;
    }
    owedUs += us;
    if (owedUs >= 1000) {
        const double ms = owedUs / 1000.0;
        owedUs = 0;
        tasks::sleep(ms);
        preemption::renew();
    }
}
