#include <string.h>

#include "board.h"
#include "preemption.h"
#include "scheduler.h"
#include "tasks.h"
#include "spark_wiring_cloud.h"
#include "spark_wiring_ticks.h"
#include "tasks.h"

using namespace device_os;

namespace {

/** Bytes. Source: Device OS 0.8 to 2.x protocol_defs.h. */
constexpr size_t MAX_EVENT_NAME = 64;
constexpr size_t MAX_EVENT_DATA = 622;

constexpr system_tick_t ACK_TIMEOUT_MS = 20000;
constexpr uint8_t FLAG_WITH_ACK = 8;

/**
 * Refuses the fifth attempt within a second. Refused attempts count as well, so hammering never recovers.
 * Source: Device OS v2.3.1 communication/src/publisher.h.
 */
class EventRate {
public:
    bool allows(const char* name, system_tick_t now) {
        return isSystemEvent(name) ? allowsSystemEvent(now) : allowsEvent(now);
    }

private:
    static constexpr unsigned int SLOTS = 5;
    static constexpr system_tick_t WINDOW_MS = 1000;
    static constexpr unsigned int SYSTEM_EVENTS = 255;

    static bool isSystemEvent(const char* name) {
        return strncmp(name, "spark", 5) == 0 || strncmp(name, "particle", 8) == 0;
    }

    bool allowsEvent(system_tick_t now) {
        const unsigned int slot = attempts_++ % SLOTS;
        attemptedAt_[slot] = now;
        return attempts_ < SLOTS || now - attemptedAt_[(slot + 1) % SLOTS] >= WINDOW_MS;
    }

    /** 255 in every 65.5 s. */
    bool allowsSystemEvent(system_tick_t now) {
        const system_tick_t period = now >> 16;
        if (period != systemPeriod_) {
            systemPeriod_ = period;
            systemEvents_ = 0;
        }
        if (systemEvents_ == SYSTEM_EVENTS) {
            return false;
        }
        systemEvents_++;
        return true;
    }

    system_tick_t attemptedAt_[SLOTS] = {};
    uint64_t attempts_ = 0;
    system_tick_t systemPeriod_ = 0;
    unsigned int systemEvents_ = 0;
};

EventRate rate;

}  // namespace

particle::Future<bool> CloudClass::publishEvent(const char* name, const char* data, int ttlSeconds, PublishFlags flags) {
    typedef particle::Future<bool> Outcome;
    preemption::charge(100);
    if (!name || !board::cloud_connected() || !rate.allows(name, millis())) {
        return Outcome(false);
    }
    const size_t dataLength = data ? strnlen(data, MAX_EVENT_DATA) : 0;
    const int32_t outcome = board::publish(name, strnlen(name, MAX_EVENT_NAME), data, dataLength, flags.value(), ttlSeconds);
    if (outcome < board::PUBLISH_PENDING) {
        return Outcome(outcome == board::PUBLISH_SENT);
    }
    return Outcome::pending(outcome);
}

namespace particle {

Future<bool> Future<bool>::pending(int32_t number) {
    return Future(PENDING, number, millis());
}

Future<bool>::Future(Future&& other) : state_(other.state_), number_(other.number_), since_(other.since_) {
    other.state_ = FAILED;
}

Future<bool>& Future<bool>::operator=(Future&& other) {
    if (this == &other) {
        return *this;
    }
    forget();
    state_ = other.state_;
    number_ = other.number_;
    since_ = other.since_;
    other.state_ = FAILED;
    return *this;
}

void Future<bool>::forget() {
    if (state_ == PENDING) {
        board::forget_publish(number_);
    }
}

bool Future<bool>::isDone() const {
    if (state_ == PENDING) {
        const int32_t outcome = board::publish_outcome(number_);
        if (outcome != board::PUBLISH_PENDING) {
            state_ = outcome == board::PUBLISH_SENT ? SUCCEEDED : FAILED;
        } else if (millis() - since_ >= ACK_TIMEOUT_MS) {
            state_ = FAILED;
            board::forget_publish(number_);
        }
    }
    return state_ != PENDING;
}

const Future<bool>& Future<bool>::wait(system_tick_t timeoutMs) const {
    const system_tick_t limit = timeoutMs ? timeoutMs : ACK_TIMEOUT_MS;
    const system_tick_t started = millis();
    while (!isDone() && millis() - started < limit) {
        // The acknowledgement ends this early; the clock is only watched for the limit.
        scheduler::process();
        tasks::wait(limit - (millis() - started));
    }
    preemption::renew();
    return *this;
}

bool Future<bool>::result() const {
    wait();
    return state_ == SUCCEEDED;
}

}  // namespace particle
