#pragma once

#include <stddef.h>
#include <stdint.h>

#include <initializer_list>

#include "pinmap.h"
#include "spark_wiring_interrupts.h"
#include "spark_wiring_std.h"
#include "spark_wiring_unavailable.h"
#include "system_error.h"

/** What System.sleep() takes and answers. Source: Device OS v2.3.1 wiring/inc/spark_wiring_system.h, system_sleep_configuration.h. */

enum Spark_Sleep_TypeDef {
    /** Wi-Fi off, the application goes on. */
    SLEEP_MODE_WLAN = 0,
    /** Everything off; at the end the device resets. */
    SLEEP_MODE_DEEP = 1,
    SLEEP_MODE_SOFTPOWEROFF = 2,
};

enum class SystemSleepMode : uint8_t { NONE = 0, STOP = 1, ULTRA_LOW_POWER = 2, HIBERNATE = 3 };

enum class SystemSleepFlag : uint32_t { NONE = 0, WAIT_CLOUD = 1 };

/** All are taken; the device sleeps the same with any. */
typedef SystemSleepFlag SystemSleepFlags;
typedef SystemSleepFlag SleepOptionFlag;
typedef SleepOptionFlag SleepOptionFlags;
constexpr SleepOptionFlag SLEEP_NETWORK_OFF = SystemSleepFlag::NONE;
constexpr SleepOptionFlag SLEEP_NETWORK_STANDBY = static_cast<SleepOptionFlag>(1);
constexpr SleepOptionFlag SLEEP_DISABLE_WKP_PIN = static_cast<SleepOptionFlag>(2);
constexpr SleepOptionFlag SLEEP_NO_WAIT = static_cast<SleepOptionFlag>(4);

constexpr SleepOptionFlags operator|(SleepOptionFlags left, SleepOptionFlags right) {
    return static_cast<SleepOptionFlags>(static_cast<uint32_t>(left) | static_cast<uint32_t>(right));
}

enum class WakeupReason { WAKEUP_REASON_NONE = 0, WAKEUP_REASON_PIN = 1, WAKEUP_REASON_RTC = 2, WAKEUP_REASON_PIN_OR_RTC = 3 };
constexpr WakeupReason WAKEUP_REASON_NONE = WakeupReason::WAKEUP_REASON_NONE;
constexpr WakeupReason WAKEUP_REASON_PIN = WakeupReason::WAKEUP_REASON_PIN;
constexpr WakeupReason WAKEUP_REASON_RTC = WakeupReason::WAKEUP_REASON_RTC;
constexpr WakeupReason WAKEUP_REASON_PIN_OR_RTC = WakeupReason::WAKEUP_REASON_PIN_OR_RTC;

enum class SystemSleepWakeupReason : uint16_t { UNKNOWN = 0, BY_GPIO = 1, BY_RTC = 2 };

/** How a sleep ended. */
class SleepResult {
public:
    SleepResult() = default;
    SleepResult(WakeupReason reason, system_error_t error, pin_t pin = PIN_INVALID) : reason_(reason), error_(error), pin_(pin) {}

    WakeupReason reason() const { return reason_; }
    bool wokenUpByPin() const { return reason_ == WAKEUP_REASON_PIN; }
    bool wokenUpByRtc() const { return reason_ == WAKEUP_REASON_RTC; }
    bool rtc() const { return wokenUpByRtc(); }
    pin_t pin() const { return pin_; }
    system_error_t error() const { return error_; }

private:
    WakeupReason reason_ = WAKEUP_REASON_NONE;
    system_error_t error_ = SYSTEM_ERROR_NONE;
    pin_t pin_ = PIN_INVALID;
};

class SystemSleepResult {
public:
    SystemSleepResult() = default;
    explicit SystemSleepResult(const SleepResult& result) : result_(result) {}

    SystemSleepWakeupReason wakeupReason() const {
        return result_.wokenUpByPin() ? SystemSleepWakeupReason::BY_GPIO
                                      : result_.rtc() ? SystemSleepWakeupReason::BY_RTC : SystemSleepWakeupReason::UNKNOWN;
    }
    pin_t wakeupPin() const { return result_.pin(); }
    system_error_t error() const { return result_.error(); }
    SleepResult toSleepResult() const { return result_; }
    operator SleepResult() const { return result_; }

private:
    SleepResult result_;
};

namespace particle {

struct WakePin {
    pin_t pin;
    InterruptMode mode;
};

/** Pins that can wake a device at once; a Photon has no more. */
constexpr size_t MAX_WAKE_PINS = TOTAL_PINS;

}  // namespace particle

/** A sleep as it is put together: mode, duration and pins. */
class SystemSleepConfiguration {
public:
    SystemSleepConfiguration& mode(SystemSleepMode mode) {
        mode_ = mode;
        return *this;
    }
    SystemSleepConfiguration& duration(uint32_t ms) {
        durationMs_ = ms;
        return *this;
    }
    SystemSleepConfiguration& duration(std::chrono::milliseconds time) { return duration(static_cast<uint32_t>(time.count())); }
    SystemSleepConfiguration& gpio(pin_t pin, InterruptMode mode) {
        if (pinCount_ < particle::MAX_WAKE_PINS) {
            pins_[pinCount_++] = {pin, mode};
        }
        return *this;
    }
    SystemSleepConfiguration& flag(SystemSleepFlag flag) {
        flags_ |= static_cast<uint32_t>(flag);
        return *this;
    }

    WIRING_UNAVAILABLE("SystemSleepConfiguration::network()") SystemSleepConfiguration& network(...);
    WIRING_UNAVAILABLE("SystemSleepConfiguration::usart()") SystemSleepConfiguration& usart(...);
    WIRING_UNAVAILABLE("SystemSleepConfiguration::analog()") SystemSleepConfiguration& analog(...);
    WIRING_UNAVAILABLE("SystemSleepConfiguration::ble()") SystemSleepConfiguration& ble(...);

    SystemSleepMode sleepMode() const { return mode_; }
    bool isSet(SystemSleepFlag flag) const { return flags_ & static_cast<uint32_t>(flag); }
    /** 0 for none. */
    uint32_t sleepDuration() const { return durationMs_; }
    const particle::WakePin* wakePins() const { return pins_; }
    size_t wakePinCount() const { return pinCount_; }

private:
    SystemSleepMode mode_ = SystemSleepMode::NONE;
    uint32_t flags_ = 0;
    uint32_t durationMs_ = 0;
    size_t pinCount_ = 0;
    particle::WakePin pins_[particle::MAX_WAKE_PINS];
};

namespace particle {

/** Seconds, stated as a number or as a duration. */
struct SleepSeconds {
    constexpr SleepSeconds(long number = 0) : count(number) {}
    template <typename Number, typename Period>
    constexpr SleepSeconds(std::chrono::duration<Number, Period> time)
        : count(static_cast<long>(std::chrono::duration_cast<std::chrono::seconds>(time).count())) {}
    long count;
};

/** System.sleep() in all its forms, and how it ended. */
class SystemSleepCalls {
public:
    /**
     * Stops the application, timers and threads included, and Wi-Fi, until the time is over or a pin wakes it. From
     * hibernation the device wakes with a reset.
     */
    static SystemSleepResult sleep(const SystemSleepConfiguration& configuration);
    /** Deep sleep ends with a reset, also at a rising edge of WKP. */
    static SleepResult sleep(Spark_Sleep_TypeDef mode, SleepSeconds time = 0, SleepOptionFlags = SLEEP_NETWORK_OFF);
    static SleepResult sleep(Spark_Sleep_TypeDef mode, SleepOptionFlags, SleepSeconds time = 0) { return sleep(mode, time); }
    /** Switches Wi-Fi off for that long; the application goes on. */
    static SleepResult sleep(SleepSeconds time) { return sleep(SLEEP_MODE_WLAN, time); }

    /** Stop mode, until an edge at one of the pins or, if it is not 0, until that time is over. */
    static SleepResult sleep(pin_t pin, InterruptMode mode, SleepSeconds time = 0, SleepOptionFlags = SLEEP_NETWORK_OFF) {
        return stop(&pin, 1, &mode, 1, time);
    }
    static SleepResult sleep(pin_t pin, InterruptMode mode, SleepOptionFlags, SleepSeconds time = 0) {
        return stop(&pin, 1, &mode, 1, time);
    }
    static SleepResult sleep(std::initializer_list<pin_t> pins, InterruptMode mode, SleepSeconds time = 0,
                             SleepOptionFlags = SLEEP_NETWORK_OFF) {
        return stop(pins.begin(), pins.size(), &mode, 1, time);
    }
    static SleepResult sleep(std::initializer_list<pin_t> pins, InterruptMode mode, SleepOptionFlags, SleepSeconds time = 0) {
        return stop(pins.begin(), pins.size(), &mode, 1, time);
    }
    static SleepResult sleep(std::initializer_list<pin_t> pins, std::initializer_list<InterruptMode> modes,
                             SleepSeconds time = 0, SleepOptionFlags = SLEEP_NETWORK_OFF) {
        return stop(pins.begin(), pins.size(), modes.begin(), modes.size(), time);
    }
    static SleepResult sleep(std::initializer_list<pin_t> pins, std::initializer_list<InterruptMode> modes, SleepOptionFlags,
                             SleepSeconds time = 0) {
        return stop(pins.begin(), pins.size(), modes.begin(), modes.size(), time);
    }
    static SleepResult sleep(const pin_t* pins, size_t count, InterruptMode mode, SleepSeconds time = 0,
                             SleepOptionFlags = SLEEP_NETWORK_OFF) {
        return stop(pins, count, &mode, 1, time);
    }
    static SleepResult sleep(const pin_t* pins, size_t count, InterruptMode mode, SleepOptionFlags, SleepSeconds time = 0) {
        return stop(pins, count, &mode, 1, time);
    }
    static SleepResult sleep(const pin_t* pins, size_t pinCount, const InterruptMode* modes, size_t modeCount,
                             SleepSeconds time = 0, SleepOptionFlags = SLEEP_NETWORK_OFF) {
        return stop(pins, pinCount, modes, modeCount, time);
    }
    static SleepResult sleep(const pin_t* pins, size_t pinCount, const InterruptMode* modes, size_t modeCount,
                             SleepOptionFlags, SleepSeconds time = 0) {
        return stop(pins, pinCount, modes, modeCount, time);
    }

    /** How the last one ended; after hibernation too, which ends in a reset. */
    static SleepResult sleepResult();
    static WakeupReason wakeUpReason() { return sleepResult().reason(); }
    static pin_t wakeUpPin() { return sleepResult().pin(); }
    static bool wokenUpByPin() { return sleepResult().wokenUpByPin(); }
    static bool wokenUpByRtc() { return sleepResult().wokenUpByRtc(); }
    static system_error_t sleepError() { return sleepResult().error(); }

private:
    static SleepResult stop(const pin_t* pins, size_t pinCount, const InterruptMode* modes, size_t modeCount, SleepSeconds time);
};

}  // namespace particle
