#pragma once

#include <stdint.h>

#include "board.h"
#include "preemption.h"
#include "tasks.h"

namespace device_os::waiting {

/**
 * Suspends the firmware, handlers included, as a blocking call of the device does. Answers whether the condition
 * held within that time.
 */
template <typename Condition>
bool until(Condition condition, uint32_t limitMs) {
    const double endMs = board::uptime_ms() + limitMs;
    while (!condition()) {
        const double leftMs = endMs - board::uptime_ms();
        if (leftMs <= 0) {
            return false;
        }
        tasks::wait(leftMs);
    }
    preemption::renew();
    return true;
}

/** The result of a job, or what stands for it when the time is over. */
double resultOf(int32_t job, uint32_t limitMs, double otherwise);

}  // namespace device_os::waiting
