#include "preemption.h"

#include "panic.h"
#include "spark_wiring_ticks.h"
#include "stack.h"
#include "tasks.h"

using namespace device_os;

namespace {

/** A fraction of a millisecond of work. */
constexpr int32_t BUDGET_EDGES = 100000;

/** Of the time an application has not given way, this part is spent asleep in one piece. */
constexpr uint32_t BACK_OFF = 16;
constexpr uint32_t LONGEST_SLEEP_MS = 250;

/** An interrupt handler cannot give way, so it has to end: half a second of a Photon's work, and much less here. */
constexpr int32_t MAX_INTERRUPT_BUDGETS = 100;

int32_t budget = BUDGET_EDGES;
int32_t interruptBudgets = 0;

void giveWay() {
    budget = BUDGET_EDGES;
    if (tasks::inInterrupt()) {
        if (++interruptBudgets > MAX_INTERRUPT_BUDGETS) {
            panic(PANIC_ASSERTION_FAILURE, "an interrupt handler does not return");
        }
        return;
    }
    tasks::Patience& patience = tasks::patience();
    if (!patience.hanging) {
        patience.hanging = true;
        patience.since = millis();
    }
    const uint32_t share = (millis() - patience.since) / BACK_OFF;
    tasks::sleep(share < 1 ? 1 : share < LONGEST_SLEEP_MS ? share : LONGEST_SLEEP_MS);
    budget = BUDGET_EDGES;
}

}  // namespace

namespace device_os::preemption {

void renew() {
    budget = BUDGET_EDGES;
    interruptBudgets = 0;
    tasks::patience().hanging = false;
}

void charge(int32_t edges) {
    budget -= edges;
    if (budget <= 0) {
        giveWay();
    }
}

}  // namespace device_os::preemption

extern "C" void __sanitizer_cov_trace_pc() {
    if (stack::pointer() < stack::limit) {
        stack::overflow();
    }
    if (--budget <= 0) {
        giveWay();
    }
}
