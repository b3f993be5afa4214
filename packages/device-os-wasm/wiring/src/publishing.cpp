#include "publishing.h"

#include "board.h"
#include "preemption.h"
#include "scheduler.h"
#include "spark_wiring_ticks.h"
#include "tasks.h"

using namespace device_os;
using particle::Error;

namespace {

typedef particle::detail::FutureState<bool> EventState;
typedef particle::detail::FutureOwner<bool> EventOutcome;

/** Source: Device OS v2.3.1 protocol_defs.h SEND_EVENT_ACK_TIMEOUT. */
constexpr system_tick_t ACK_TIMEOUT_MS = 20000;

struct PendingEvent {
    int32_t number;
    system_tick_t since;
    EventOutcome outcome;
    bool isKnown = false;
    PendingEvent* next = nullptr;
};

/** In the order they were published. */
PendingEvent* pendingEvents = nullptr;

/** Source: Device OS v2.3.1 communication/src/protocol.cpp, services/inc/completion_handler.h. */
Error::Type failureOf(bool tooLate) {
    if (tooLate) {
        return Error::TIMEOUT;
    }
    return board::cloud_connected() ? Error::COAP_4XX : Error::ABORTED;
}

void learnOutcome(PendingEvent& pending) {
    const int32_t answer = board::publish_outcome(pending.number);
    const bool tooLate = millis() - pending.since >= ACK_TIMEOUT_MS;
    if (answer == board::PUBLISH_PENDING && !tooLate) {
        return;
    }
    pending.isKnown = true;
    if (answer == board::PUBLISH_SENT) {
        pending.outcome->succeed({true});
        return;
    }
    if (answer == board::PUBLISH_PENDING) {
        board::forget_publish(pending.number);
    }
    pending.outcome->fail(failureOf(tooLate));
}

/** Takes out the first whose outcome is known. */
PendingEvent* takeKnownEvent() {
    for (PendingEvent** link = &pendingEvents; *link; link = &(*link)->next) {
        if ((*link)->isKnown) {
            PendingEvent* const known = *link;
            *link = known->next;
            return known;
        }
    }
    return nullptr;
}

}  // namespace

namespace device_os::publishing {

particle::Future<bool> follow(int32_t number) {
    PendingEvent** end = &pendingEvents;
    while (*end) {
        end = &(*end)->next;
    }
    *end = new PendingEvent{number, millis(), EventOutcome(new EventState())};
    return particle::Future<bool>((*end)->outcome);
}

void refresh() {
    for (PendingEvent* one = pendingEvents; one; one = one->next) {
        if (!one->isKnown) {
            learnOutcome(*one);
        }
    }
}

void tellOutcomes() {
    refresh();
    while (PendingEvent* const known = takeKnownEvent()) {
        known->outcome->tellOutcome();
        delete known;
    }
}

bool allAcknowledged() {
    refresh();
    for (const PendingEvent* one = pendingEvents; one; one = one->next) {
        if (!one->isKnown) {
            return false;
        }
    }
    return true;
}

}  // namespace device_os::publishing

namespace particle::detail {

bool FutureCore::settle(State state) {
    if (state_ != RUNNING) {
        return false;
    }
    state_ = state;
    return true;
}

bool FutureCore::isDone() const {
    if (state_ == RUNNING) {
        publishing::refresh();
    }
    return state_ != RUNNING;
}

bool FutureCore::wait(int timeoutMs) const {
    const double until = timeoutMs > 0 ? board::uptime_ms() + timeoutMs : tasks::FOREVER;
    while (!isDone() && tasks::isApplication() && board::uptime_ms() < until) {
        // An acknowledgement ends this early; the clock is only watched for the limits.
        scheduler::process();
        if (!isDone()) {
            const double left = until - board::uptime_ms();
            tasks::wait(left < ACK_TIMEOUT_MS ? left : ACK_TIMEOUT_MS);
        }
    }
    scheduler::process();
    preemption::renew();
    return isDone();
}

bool FutureCore::endsAs(State state) const {
    wait(0);
    return state_ == state;
}

}  // namespace particle::detail
