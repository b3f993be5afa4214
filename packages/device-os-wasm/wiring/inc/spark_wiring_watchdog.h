#pragma once

#include "spark_wiring_thread.h"
#include "spark_wiring_ticks.h"

typedef std::function<void()> app_watchdog_handler_t;

/**
 * Calls a function, in a thread of its own, once loop() has not come round for that long. Process() and delay() count
 * as loop(). Source: Device OS v2.3.1 wiring/inc/spark_wiring_watchdog.h.
 */
class ApplicationWatchdog {
public:
    static constexpr unsigned DEFAULT_STACK_SIZE = 512;

    ApplicationWatchdog(unsigned timeoutMs, void (*handler)(), unsigned stackSize = DEFAULT_STACK_SIZE)
        : ApplicationWatchdog(timeoutMs, app_watchdog_handler_t(handler), stackSize) {}
    template <typename Handler>
    ApplicationWatchdog(unsigned timeoutMs, Handler handler, unsigned stackSize = DEFAULT_STACK_SIZE)
        : timeoutMs_(timeoutMs), handler_(handler) {
        checkin();
        thread_ = Thread("appwdt", [this]() { watch(); }, OS_THREAD_PRIORITY_CRITICAL, stackSize);
    }
    template <typename Handler>
    ApplicationWatchdog(std::chrono::milliseconds timeout, Handler handler, unsigned stackSize = DEFAULT_STACK_SIZE)
        : ApplicationWatchdog(static_cast<unsigned>(timeout.count()), handler, stackSize) {}
    ~ApplicationWatchdog() { dispose(); }

    void dispose();
    bool isTimedOut() const { return timeoutMs_ > 0 && millis() - lastCheckin >= timeoutMs_; }
    static void checkin() { lastCheckin = millis(); }

private:
    void watch();

    static system_tick_t lastCheckin;

    unsigned timeoutMs_;
    app_watchdog_handler_t handler_;
    Thread thread_;
};

inline void application_checkin() { ApplicationWatchdog::checkin(); }
