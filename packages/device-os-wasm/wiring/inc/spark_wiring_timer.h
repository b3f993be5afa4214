#pragma once

#include <limits.h>

#include "spark_wiring_std.h"

/**
 * Calls a function again and again, or once, in a thread that all timers share. At most ten: more never start.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_timer.h.
 */
class Timer {
public:
    typedef std::function<void()> timer_callback_fn;

    static constexpr unsigned default_wait = 0x7FFFFFFF;

    Timer(unsigned periodMs, timer_callback_fn callback, bool oneShot = false);
    Timer(std::chrono::milliseconds period, timer_callback_fn callback, bool oneShot = false)
        : Timer(static_cast<unsigned>(period.count()), std::move(callback), oneShot) {}
    template <typename Class>
    Timer(unsigned periodMs, void (Class::*handler)(), Class& instance, bool oneShot = false)
        : Timer(periodMs, [handler, &instance]() { (instance.*handler)(); }, oneShot) {}
    template <typename Class>
    Timer(std::chrono::milliseconds period, void (Class::*handler)(), Class& instance, bool oneShot = false)
        : Timer(static_cast<unsigned>(period.count()), handler, instance, oneShot) {}
    virtual ~Timer() { dispose(); }
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

    /** The first call comes after a whole period. What is given as time to wait is never needed. */
    bool start(unsigned = default_wait) { return begin(); }
    bool stop(unsigned = default_wait);
    bool reset(unsigned = default_wait) { return begin(); }
    /** Starts it as well, as on the device. */
    bool changePeriod(unsigned periodMs, unsigned = default_wait);
    bool changePeriod(std::chrono::milliseconds period, unsigned wait = default_wait) {
        return changePeriod(static_cast<unsigned>(period.count()), wait);
    }

    bool startFromISR() { return start(); }
    bool stopFromISR() { return stop(); }
    bool resetFromISR() { return reset(); }
    bool changePeriodFromISR(unsigned periodMs) { return changePeriod(periodMs); }

    bool isValid() const { return valid_; }
    bool isActive() const { return active_; }
    /** Ends it for good; waits for a call that is under way. */
    void dispose();
    virtual void timeout() {
        if (callback_) {
            callback_();
        }
    }

private:
    friend struct TimerThread;

    bool begin();

    timer_callback_fn callback_;
    unsigned periodMs_;
    double dueMs_ = 0;
    Timer* next_ = nullptr;
    bool oneShot_;
    bool valid_ = false;
    bool active_ = false;
};
