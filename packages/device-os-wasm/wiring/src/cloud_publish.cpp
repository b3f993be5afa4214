#include <string.h>

#include "board.h"
#include "preemption.h"
#include "publishing.h"
#include "spark_wiring_cloud.h"
#include "spark_wiring_ticks.h"

using namespace device_os;

namespace {

/** Bytes. Source: Device OS 0.8 to 2.x protocol_defs.h. */
constexpr size_t MAX_EVENT_NAME = 64;
constexpr size_t MAX_EVENT_DATA = 622;

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
    typedef particle::Error Error;
    preemption::charge(100);
    if (!board::cloud_connected()) {
        return Outcome(Error::INVALID_STATE);
    }
    if (!name) {
        return Outcome(Error::INVALID_ARGUMENT);
    }
    if (!rate.allows(name, millis())) {
        return Outcome(Error::LIMIT_EXCEEDED);
    }
    const size_t dataLength = data ? strnlen(data, MAX_EVENT_DATA) : 0;
    const int32_t outcome = board::publish(name, strnlen(name, MAX_EVENT_NAME), data, dataLength, flags.value(), ttlSeconds);
    if (outcome > board::PUBLISH_PENDING) {
        return publishing::follow(outcome);
    }
    return outcome == board::PUBLISH_SENT ? Outcome(true) : Outcome(Error::IO);
}
