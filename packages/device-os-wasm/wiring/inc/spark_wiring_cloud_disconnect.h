#pragma once

#include "spark_wiring_std.h"
#include "system_tick_hal.h"

/** How a connection to the cloud ends. Source: Device OS v2.3.1 wiring/inc/spark_wiring_cloud.h. */
class CloudDisconnectOptions {
public:
    /** The cloud is told, and what it has not acknowledged yet is waited for. */
    CloudDisconnectOptions& graceful(bool enabled) {
        graceful_ = enabled;
        isGracefulSet_ = true;
        return *this;
    }
    bool graceful() const { return graceful_; }
    bool isGracefulSet() const { return isGracefulSet_; }

    /** How long that may take; unless stated, 5 s. */
    CloudDisconnectOptions& timeout(system_tick_t ms) {
        timeout_ = ms;
        isTimeoutSet_ = true;
        return *this;
    }
    CloudDisconnectOptions& timeout(std::chrono::milliseconds time) {
        return timeout(static_cast<system_tick_t>(time.count()));
    }
    system_tick_t timeout() const { return timeout_; }
    bool isTimeoutSet() const { return isTimeoutSet_; }

    /** A session over TCP is never resumed, so there is none to clear. */
    CloudDisconnectOptions& clearSession(bool enabled) {
        clearSession_ = enabled;
        isClearSessionSet_ = true;
        return *this;
    }
    bool clearSession() const { return clearSession_; }
    bool isClearSessionSet() const { return isClearSessionSet_; }

private:
    system_tick_t timeout_ = 0;
    bool graceful_ = false;
    bool clearSession_ = false;
    bool isGracefulSet_ = false;
    bool isTimeoutSet_ = false;
    bool isClearSessionSet_ = false;
};
