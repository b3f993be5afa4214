#pragma once

#include <stdint.h>

#include "spark_wiring_std.h"
#include "spark_wiring_string.h"
#include "spark_wiring_system_sleep.h"
#include "spark_wiring_ticks.h"
#include "spark_wiring_unavailable.h"
#include "system_event.h"

/** Why the device last started. Source: Device OS v2.3.1 hal/inc/core_hal.h. */
enum System_Reset_Reason {
    RESET_REASON_NONE = 0,
    RESET_REASON_UNKNOWN = 10,
    RESET_REASON_PIN_RESET = 20,
    RESET_REASON_POWER_MANAGEMENT = 30,
    RESET_REASON_POWER_DOWN = 40,
    RESET_REASON_POWER_BROWNOUT = 50,
    RESET_REASON_WATCHDOG = 60,
    RESET_REASON_UPDATE = 70,
    RESET_REASON_UPDATE_ERROR = 80,
    RESET_REASON_UPDATE_TIMEOUT = 90,
    RESET_REASON_FACTORY_RESET = 100,
    RESET_REASON_SAFE_MODE = 110,
    RESET_REASON_DFU_MODE = 120,
    RESET_REASON_PANIC = 130,
    RESET_REASON_USER = 140,
};

enum HAL_Feature {
    FEATURE_RETAINED_MEMORY = 1,
    FEATURE_WARM_START,
    FEATURE_CLOUD_UDP,
    FEATURE_RESET_INFO,
    FEATURE_WIFI_POWERSAVE_CLOCK,
    FEATURE_ETHERNET_DETECTION,
};

enum class SystemResetFlag : uint32_t { NONE = 0, NO_WAIT = 1 };

/** Resets without a word to the cloud, which here is what every reset does. */
constexpr SystemResetFlag RESET_NO_WAIT = SystemResetFlag::NO_WAIT;

namespace particle {

/** System.reset(): an object, so that its name can be given to an ApplicationWatchdog whichever of its forms is meant. */
struct SystemReset {
    [[noreturn]] void operator()() const { (*this)(0); }
    [[noreturn]] void operator()(SystemResetFlag flag) const { (*this)(0, flag); }
    [[noreturn]] void operator()(uint32_t data, SystemResetFlag flag = SystemResetFlag::NONE) const;
};

}  // namespace particle

/** The system. Source: Device OS v2.3.1 wiring/inc/spark_wiring_system.h. */
class SystemClass {
public:
    static String deviceID();
    /** `2.3.1` */
    static String version();
    /** 0x02030100 for 2.3.1 */
    static uint32_t versionNumber();

    /** Bytes of the largest piece that can still be allocated. */
    static uint32_t freeMemory();
    /** Milliseconds since power-on; does not wrap. */
    static uint64_t millis();
    /** Seconds since power-on. */
    static unsigned uptime();
    /** Ticks of the processor's 120 MHz. */
    static uint32_t ticks();
    static uint32_t ticksPerMicrosecond() { return 120; }
    static void ticksDelay(uint32_t ticks) { delayMicroseconds(ticks / ticksPerMicrosecond()); }

    static constexpr particle::SystemReset reset{};
    [[noreturn]] static void dfu(bool persist = false);
    [[noreturn]] static void bootloader() { dfu(); }
    [[noreturn]] static void enterSafeMode();
    [[noreturn]] static void factoryReset();
    static int resetReason();
    static uint32_t resetReasonData();

    /** Both features that a Photon has are always on here. */
    static int enableFeature(HAL_Feature) { return 0; }
    static int disableFeature(HAL_Feature) { return 0; }
    static bool featureEnabled(HAL_Feature feature) {
        return feature == FEATURE_RESET_INFO || feature == FEATURE_RETAINED_MEMORY;
    }

    static void enableUpdates();
    static void disableUpdates();
    static bool updatesEnabled();
    static bool updatesPending() { return false; }
    static bool updatesForced() { return false; }
    static void enableReset();
    static void disableReset();
    static bool resetPending() { return false; }

    /** Calls the handler in background work, for each of the events whose bits are given. */
    static bool on(system_event_t events, void (*handler)()) {
        return addHandler(events, [handler](system_event_t, int, void*) { handler(); });
    }
    static bool on(system_event_t events, void (*handler)(system_event_t)) {
        return addHandler(events, [handler](system_event_t event, int, void*) { handler(event); });
    }
    static bool on(system_event_t events, void (*handler)(system_event_t, int)) {
        return addHandler(events, [handler](system_event_t event, int data, void*) { handler(event, data); });
    }
    static bool on(system_event_t events, system_event_handler_t handler) { return addHandler(events, handler); }
    template <typename Class>
    static bool on(system_event_t events, void (Class::*handler)(system_event_t, int), Class* instance) {
        return addHandler(events, [handler, instance](system_event_t event, int data, void*) {
            (instance->*handler)(event, data);
        });
    }

    /** Waits, answering requests, until the condition holds. */
    template <typename Condition>
    static bool waitCondition(Condition condition) {
        const system_tick_t started = ::millis();
        while (!condition()) {
            waitStep(::millis() - started, UINT32_MAX);
        }
        return true;
    }
    /** Answers whether the condition held within that time. */
    template <typename Condition>
    static bool waitCondition(Condition condition, system_tick_t timeoutMs) {
        const system_tick_t started = ::millis();
        while (!condition()) {
            const system_tick_t waited = ::millis() - started;
            if (waited >= timeoutMs) {
                return false;
            }
            waitStep(waited, timeoutMs - waited);
        }
        return true;
    }
    template <typename Condition>
    static bool waitCondition(Condition condition, std::chrono::milliseconds timeout) {
        return waitCondition(condition, static_cast<system_tick_t>(timeout.count()));
    }

    /**
     * Stops the application, timers and threads included, and Wi-Fi, until the time is over or a pin wakes it. From
     * hibernation the device wakes with a reset.
     */
    static SystemSleepResult sleep(const SystemSleepConfiguration& configuration);
    /** Deep sleep ends with a reset, also at a rising edge of WKP. */
    static SleepResult sleep(Spark_Sleep_TypeDef mode, long seconds = 0, SystemSleepFlags flags = SystemSleepFlag::NONE);
    static SleepResult sleep(Spark_Sleep_TypeDef mode, std::chrono::seconds time) {
        return sleep(mode, static_cast<long>(time.count()));
    }
    /** Switches Wi-Fi off for that long; the application goes on. */
    static SleepResult sleep(long seconds) { return sleep(SLEEP_MODE_WLAN, seconds); }
    static SleepResult sleep(std::chrono::seconds time) { return sleep(static_cast<long>(time.count())); }
    /** Stop mode, until an edge at one of the pins or, if it is not 0, until that time is over. */
    static SleepResult sleep(uint16_t pin, InterruptMode mode, long seconds = 0, SystemSleepFlags = SystemSleepFlag::NONE) {
        return sleep(&pin, 1, &mode, 1, seconds);
    }
    static SleepResult sleep(uint16_t pin, InterruptMode mode, std::chrono::seconds time) {
        return sleep(pin, mode, static_cast<long>(time.count()));
    }
    static SleepResult sleep(std::initializer_list<pin_t> pins, InterruptMode mode, long seconds = 0,
                             SystemSleepFlags = SystemSleepFlag::NONE) {
        return sleep(pins.begin(), pins.size(), &mode, 1, seconds);
    }
    static SleepResult sleep(std::initializer_list<pin_t> pins, std::initializer_list<InterruptMode> wakeModes, long seconds = 0,
                             SystemSleepFlags = SystemSleepFlag::NONE) {
        return sleep(pins.begin(), pins.size(), wakeModes.begin(), wakeModes.size(), seconds);
    }
    static SleepResult sleep(const pin_t* pins, size_t count, InterruptMode mode, long seconds = 0) {
        return sleep(pins, count, &mode, 1, seconds);
    }
    static SleepResult sleep(const pin_t* pins, size_t pinCount, const InterruptMode* wakeModes, size_t modeCount, long seconds = 0);
    /** How the last one ended. */
    static SleepResult sleepResult();
    static WakeupReason wakeUpReason() { return sleepResult().reason(); }
    static pin_t wakeUpPin() { return sleepResult().pin(); }
    static bool wokenUpByPin() { return sleepResult().wokenUpByPin(); }
    static bool wokenUpByRtc() { return sleepResult().wokenUpByRtc(); }
    static system_error_t sleepError() { return sleepResult().error(); }

    WIRING_UNAVAILABLE("System.buttonPushed()") static uint16_t buttonPushed(uint8_t button = 0);
    WIRING_UNAVAILABLE("System.buttonMirror()") static void buttonMirror(...);

private:
    static bool addHandler(system_event_t events, system_event_handler_t handler);
    static void waitStep(uint32_t waitedMs, uint32_t atMostMs);
};

extern SystemClass System;

#define waitUntil(condition) System.waitCondition([] { return (condition)(); })
#define waitUntilNot(condition) System.waitCondition([] { return !(condition)(); })
#define waitFor(condition, timeout) System.waitCondition([] { return (condition)(); }, (timeout))
#define waitForNot(condition, timeout) System.waitCondition([] { return !(condition)(); }, (timeout))
