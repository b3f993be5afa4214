#pragma once

#include <stdint.h>

#include "system_tick_hal.h"

namespace particle {

/** What an operation has come to, or will. Source: Device OS v2.3.1 wiring/inc/spark_wiring_async.h. */
template <typename Result>
class Future;

/** The outcome of Particle.publish(): known at once, but for WITH_ACK. */
template <>
class Future<bool> {
public:
    explicit Future(bool succeeded) : state_(succeeded ? SUCCEEDED : FAILED) {}

    /** An outcome that the board will know under this number. */
    static Future pending(int32_t number);

    Future(const Future&) = delete;
    Future& operator=(const Future&) = delete;
    Future(Future&& other);
    Future& operator=(Future&& other);
    ~Future() { forget(); }

    bool isDone() const;
    bool isSucceeded() const { return isDone() && state_ == SUCCEEDED; }
    bool isFailed() const { return isDone() && state_ == FAILED; }

    /** Waits, answering requests meanwhile, at most that many milliseconds; 0 is the 20 s a device waits. */
    const Future& wait(system_tick_t timeoutMs = 0) const;
    bool result() const;
    /** Waits for the outcome. */
    operator bool() const { return result(); }

private:
    enum State : uint8_t { PENDING, SUCCEEDED, FAILED };

    void forget();

    explicit Future(State state, int32_t number, system_tick_t since)
        : state_(state), number_(number), since_(since) {}

    mutable State state_;
    int32_t number_ = 0;
    system_tick_t since_ = 0;
};

}  // namespace particle
