#include "preemption.h"

#include "board.h"
#include "spark_wiring_ticks.h"

using namespace device_os;

namespace {

/** A fraction of a millisecond of work. */
constexpr int32_t BUDGET_EDGES = 100000;

/** Of the time an application has not given way, this part is spent asleep in one piece. */
constexpr uint32_t BACK_OFF = 16;
constexpr uint32_t LONGEST_SLEEP_MS = 250;

int32_t budget = BUDGET_EDGES;
bool hanging = false;
system_tick_t hangingSince = 0;

void giveWay() {
    if (!hanging) {
        hanging = true;
        hangingSince = millis();
    }
    const uint32_t share = (millis() - hangingSince) / BACK_OFF;
    board::sleep(share < 1 ? 1 : share < LONGEST_SLEEP_MS ? share : LONGEST_SLEEP_MS);
    budget = BUDGET_EDGES;
}

}  // namespace

namespace device_os::preemption {

void renew() {
    budget = BUDGET_EDGES;
    hanging = false;
}

void charge(int32_t edges) {
    budget -= edges;
    if (budget <= 0) {
        giveWay();
    }
}

}  // namespace device_os::preemption

extern "C" void __sanitizer_cov_trace_pc() {
    if (--budget <= 0) {
        giveWay();
    }
}
