#pragma once

#include <stdint.h>

#include "system_led_signal.h"
#include "system_tick_hal.h"

namespace particle {

/**
 * What the application shows on the RGB LED, beside the system's signals: of all that are active the one of the
 * highest priority, of those the latest. Of the same priority, the system's is shown.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_led.h, services/src/led_service.cpp.
 */
class LEDStatus {
public:
    explicit LEDStatus(LEDPriority priority = LED_PRIORITY_NORMAL) : LEDStatus(LED_PATTERN_SOLID, priority) {}
    explicit LEDStatus(LEDPattern pattern, LEDPriority priority = LED_PRIORITY_NORMAL)
        : LEDStatus(pattern, LED_SPEED_NORMAL, priority) {}
    LEDStatus(LEDPattern pattern, LEDSpeed speed, LEDPriority priority = LED_PRIORITY_NORMAL)
        : LEDStatus(RGB_COLOR_WHITE, pattern, speed, priority) {}
    LEDStatus(LEDPattern pattern, uint16_t periodMs, LEDPriority priority = LED_PRIORITY_NORMAL)
        : LEDStatus(RGB_COLOR_WHITE, pattern, periodMs, priority) {}
    explicit LEDStatus(uint32_t color, LEDPriority priority = LED_PRIORITY_NORMAL)
        : LEDStatus(color, LED_PATTERN_SOLID, priority) {}
    LEDStatus(uint32_t color, LEDPattern pattern, LEDPriority priority = LED_PRIORITY_NORMAL)
        : LEDStatus(color, pattern, LED_SPEED_NORMAL, priority) {}
    LEDStatus(uint32_t color, LEDPattern pattern, LEDSpeed speed, LEDPriority priority = LED_PRIORITY_NORMAL)
        : LEDStatus(color, pattern, led_pattern_period(pattern, speed), priority) {}
    LEDStatus(uint32_t color, LEDPattern pattern, uint16_t periodMs, LEDPriority priority = LED_PRIORITY_NORMAL)
        : color_(color), priority_(priority), pattern_(pattern), periodMs_(periodMs) {}
    virtual ~LEDStatus() { setActive(false); }
    LEDStatus(const LEDStatus&) = delete;
    LEDStatus& operator=(const LEDStatus&) = delete;

    void setColor(uint32_t color);
    uint32_t color() const { return color_; }
    /** LED_PATTERN_CUSTOM is for good, and for the constructor. */
    void setPattern(LEDPattern pattern);
    LEDPattern pattern() const { return pattern_; }
    void setSpeed(LEDSpeed speed) { setPeriod(led_pattern_period(pattern_, speed)); }
    void setPeriod(uint16_t periodMs);
    uint16_t period() const { return pattern_ == LED_PATTERN_CUSTOM ? 0 : periodMs_; }
    /** Of an active one it counts from the next setActive(true). */
    void setPriority(LEDPriority priority) { priority_ = priority; }
    LEDPriority priority() const { return priority_; }

    void on() { turn(false); }
    /** Hides what is below it all the same. */
    void off() { turn(true); }
    void toggle() { turn(!off_); }
    bool isOn() { return !off_; }
    bool isOff() { return off_; }

    void setActive(LEDPriority priority) {
        setPriority(priority);
        setActive(true);
    }
    void setActive(bool active = true);
    bool isActive() const { return active_; }

protected:
    /** With LED_PATTERN_CUSTOM called as long as it is shown; tells the milliseconds since the last call. Must not wait. */
    virtual void update(system_tick_t) {}

private:
    friend struct LedStatuses;

    void turn(bool off);

    uint32_t color_;
    LEDStatus* next_ = nullptr;
    LEDPriority priority_;
    /** That it was made active with. */
    LEDPriority rank_ = LED_PRIORITY_NORMAL;
    LEDPattern pattern_;
    uint16_t periodMs_;
    bool off_ = false;
    bool active_ = false;
};

/** How the system's signals look: now, and once it is applied. */
class LEDSystemTheme {
public:
    LEDSystemTheme() { led_get_signal_theme(&theme_); }

    void setColor(LEDSignal signal, uint32_t color) { theme_.signals[signal].color = color; }
    uint32_t color(LEDSignal signal) const { return theme_.signals[signal].color; }
    /** LED_PATTERN_CUSTOM is solid here. */
    void setPattern(LEDSignal signal, LEDPattern pattern) {
        theme_.signals[signal].pattern = pattern == LED_PATTERN_CUSTOM ? LED_PATTERN_SOLID : pattern;
    }
    LEDPattern pattern(LEDSignal signal) const { return static_cast<LEDPattern>(theme_.signals[signal].pattern); }
    void setSpeed(LEDSignal signal, LEDSpeed speed) { setPeriod(signal, led_pattern_period(pattern(signal), speed)); }
    void setPeriod(LEDSignal signal, uint16_t periodMs) { theme_.signals[signal].period = periodMs; }
    uint16_t period(LEDSignal signal) const { return theme_.signals[signal].period; }

    void setSignal(LEDSignal signal, uint32_t color) { setColor(signal, color); }
    void setSignal(LEDSignal signal, uint32_t color, LEDPattern pattern, LEDSpeed speed = LED_SPEED_NORMAL) {
        setSignal(signal, color, pattern, led_pattern_period(pattern, speed));
    }
    void setSignal(LEDSignal signal, uint32_t color, LEDPattern pattern, uint16_t periodMs) {
        setColor(signal, color);
        setPattern(signal, pattern);
        setPeriod(signal, periodMs);
    }

    /** Until the next reset, saved or not. */
    void apply(bool save = false) {
        static_cast<void>(save);
        led_set_signal_theme(theme_);
    }
    static void restoreDefault() { led_restore_signal_theme(); }

private:
    LEDSignalThemeData theme_;
};

}  // namespace particle
