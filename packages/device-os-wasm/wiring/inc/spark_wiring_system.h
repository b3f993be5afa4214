#pragma once

#include <stdint.h>

#include "spark_wiring_std.h"
#include "spark_wiring_string.h"
#include "spark_wiring_system_sleep.h"
#include "spark_wiring_ticks.h"
#include "spark_wiring_unavailable.h"
#include "system_event.h"
#include "system_mode.h"
#include "system_update.h"

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

enum class SystemResetFlag : uint32_t { NONE = 0, NO_WAIT = 1, PERSIST_DFU = 2 };
typedef SystemResetFlag SystemResetFlags;

constexpr SystemResetFlags operator|(SystemResetFlags left, SystemResetFlags right) {
    return static_cast<SystemResetFlags>(static_cast<uint32_t>(left) | static_cast<uint32_t>(right));
}

/** Resets without a word to the cloud, which here is what every reset does. */
constexpr SystemResetFlag RESET_NO_WAIT = SystemResetFlag::NO_WAIT;
/** DFU mode lasts until the next flash; here it lasts until the next reset anyway. */
constexpr SystemResetFlag RESET_PERSIST_DFU = SystemResetFlag::PERSIST_DFU;

/** For System.set(). */
enum hal_system_config_t {
    SYSTEM_CONFIG_NONE,
    SYSTEM_CONFIG_DEVICE_KEY,
    SYSTEM_CONFIG_SERVER_KEY,
    SYSTEM_CONFIG_SOFTAP_PREFIX,
    SYSTEM_CONFIG_SOFTAP_SUFFIX,
    SYSTEM_CONFIG_SOFTAP_HOSTNAMES,
};

enum LoggingFeature { FEATURE_CONFIGURABLE_LOGGING = 1 };
enum WiFiTesterFeature { FEATURE_WIFITESTER = 1 };

class Stream;

namespace particle {

/** System.reset(): an object, so that its name can be given to an ApplicationWatchdog whichever of its forms is meant. */
struct SystemReset {
    [[noreturn]] void operator()() const { (*this)(0); }
    [[noreturn]] void operator()(SystemResetFlags flags) const { (*this)(0, flags); }
    [[noreturn]] void operator()(uint32_t data, SystemResetFlags flags = SystemResetFlags()) const;
};

}  // namespace particle

/** The system. Source: Device OS v2.3.1 wiring/inc/spark_wiring_system.h. */
class SystemClass : public particle::SystemSleepCalls {
public:
    static System_Mode_TypeDef mode();
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
    [[noreturn]] static void dfu(SystemResetFlags flags = SystemResetFlags());
    [[noreturn]] static void dfu(bool persist) { dfu(persist ? RESET_PERSIST_DFU : SystemResetFlag::NONE); }
    [[noreturn]] static void bootloader() { dfu(); }
    [[noreturn]] static void enterSafeMode(SystemResetFlags flags = SystemResetFlags());
    [[noreturn]] static void factoryReset(SystemResetFlags flags = SystemResetFlags());
    static int resetReason();
    static uint32_t resetReasonData();

    /** Both features that a Photon has are always on here. */
    static int enableFeature(HAL_Feature) { return 0; }
    static int disableFeature(HAL_Feature) { return 0; }
    static bool featureEnabled(HAL_Feature feature) {
        return feature == FEATURE_RESET_INFO || feature == FEATURE_RETAINED_MEMORY ||
               (feature == FEATURE_WARM_START && resetReason() != RESET_REASON_POWER_DOWN);
    }
    WIRING_UNAVAILABLE("System.enableFeature(FEATURE_CONFIGURABLE_LOGGING)") static bool enableFeature(LoggingFeature);
    WIRING_UNAVAILABLE("System.enableFeature(FEATURE_WIFITESTER)") static bool enableFeature(WiFiTesterFeature);
    template <typename... Arguments>
    WIRING_UNAVAILABLE("System.set()")
    static bool set(hal_system_config_t type, Arguments... arguments);
    WIRING_UNAVAILABLE("System.firmwareUpdate()") static bool firmwareUpdate(Stream* stream);

    static void enable(system_flag_t flag);
    static void disable(system_flag_t flag);
    static bool enabled(system_flag_t flag);

    /** Whether an update that the cloud begins is taken, unless it is forced. */
    static void enableUpdates() { enable(SYSTEM_FLAG_OTA_UPDATE_ENABLED); }
    static void disableUpdates() { disable(SYSTEM_FLAG_OTA_UPDATE_ENABLED); }
    static uint8_t updatesEnabled() { return enabled(SYSTEM_FLAG_OTA_UPDATE_ENABLED); }
    /** The cloud has an update for the device, and has not begun it yet. */
    static uint8_t updatesPending() { return enabled(SYSTEM_FLAG_OTA_UPDATE_PENDING); }
    static uint8_t updatesForced() { return enabled(SYSTEM_FLAG_OTA_UPDATE_FORCED); }

    /** Whether the system resets by itself, as it does after an update. It does not hold back System.reset(). */
    static void enableReset() { enable(SYSTEM_FLAG_RESET_ENABLED); }
    static void disableReset() { disable(SYSTEM_FLAG_RESET_ENABLED); }
    static uint8_t resetEnabled() { return enabled(SYSTEM_FLAG_RESET_ENABLED); }
    /** The system waits for enableReset() to reset. */
    static uint8_t resetPending() { return enabled(SYSTEM_FLAG_RESET_PENDING); }

    /** Milliseconds for which the SETUP button has been held, 0 when it is not, or has begun listening mode. */
    static uint16_t buttonPushed(uint8_t button = 0);
    /**
     * A pin that stands for the SETUP button too: pressed from its RISING or its FALLING edge on until the other.
     * The bootloader is none that would look at it.
     */
    static void buttonMirror(pin_t pin, InterruptMode mode, bool bootloader = false);
    static void disableButtonMirror(bool bootloader = true);

    /**
     * Calls the handler for each of the events whose bits are given: in background work, but those of the button as
     * an interrupt, out_of_memory where memory was asked for.
     */
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
    static bool on(system_event_t events, void (Class::*handler)(system_event_t, int, void*), Class* instance) {
        return addHandler(events, [handler, instance](system_event_t event, int data, void* more) {
            (instance->*handler)(event, data, more);
        });
    }
    template <typename Class>
    static bool on(system_event_t events, void (Class::*handler)(system_event_t), Class* instance) {
        return addHandler(events, [handler, instance](system_event_t event, int, void*) { (instance->*handler)(event); });
    }
    template <typename Class>
    static bool on(system_event_t events, void (Class::*handler)(), Class* instance) {
        return addHandler(events, [handler, instance](system_event_t, int, void*) { (instance->*handler)(); });
    }
    template <typename Class>
    static bool on(system_event_t events, void (Class::*handler)(system_event_t, int), Class* instance) {
        return addHandler(events, [handler, instance](system_event_t event, int data, void*) {
            (instance->*handler)(event, data);
        });
    }

    /** Takes back nothing. Source: Device OS v2.3.1 system/src/system_event.cpp. */
    static void off(system_event_t) {}
    static void off(void (*)(system_event_t, int, void*)) {}
    static void off(system_event_t, void (*)(system_event_t, int, void*)) {}

    /** Waits, answering requests, until the condition holds or the other does not any more. */
    template <typename Condition, typename While>
    static bool waitConditionWhile(Condition condition, While goesOn) {
        const system_tick_t started = ::millis();
        while (goesOn() && !condition()) {
            waitStep(::millis() - started, UINT32_MAX);
        }
        return condition();
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

private:
    static bool addHandler(system_event_t events, system_event_handler_t handler);
    static void waitStep(uint32_t waitedMs, uint32_t atMostMs);
};

extern SystemClass System;

#define waitUntil(condition) System.waitCondition([] { return (condition)(); })
#define waitUntilNot(condition) System.waitCondition([] { return !(condition)(); })
#define waitFor(condition, timeout) System.waitCondition([] { return (condition)(); }, (timeout))
#define waitForNot(condition, timeout) System.waitCondition([] { return !(condition)(); }, (timeout))
