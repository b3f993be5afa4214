#include "led_statuses.h"

#include "board.h"
#include "led_ticks.h"
#include "tasks.h"

using namespace device_os;
using particle::LedStatuses;
using particle::LEDStatus;

LEDStatus* LedStatuses::first = nullptr;

void LedStatuses::add(LEDStatus* status) {
    LEDStatus** link = &first;
    while (*link && (*link)->rank_ > status->rank_) {
        link = &(*link)->next_;
    }
    status->next_ = *link;
    *link = status;
}

void LedStatuses::remove(LEDStatus* status) {
    LEDStatus** link = &first;
    while (*link && *link != status) {
        link = &(*link)->next_;
    }
    if (*link) {
        *link = status->next_;
    }
}

void LedStatuses::show() {
    if (!first) {
        board::rgb_status(0, 0, LED_PATTERN_INVALID, 0);
        return;
    }
    const LEDPattern pattern = first->pattern_ == LED_PATTERN_CUSTOM || first->off_ ? LED_PATTERN_SOLID : first->pattern_;
    const uint32_t color = first->off_ ? 0 : first->color_ & 0xFFFFFF;
    const uint16_t periodMs = pattern == LED_PATTERN_SOLID ? 0 : first->periodMs_;
    board::rgb_status(first->rank_, static_cast<int32_t>(color), pattern, periodMs);
}

bool LedStatuses::hasCustom() {
    return first && first->pattern_ == LED_PATTERN_CUSTOM;
}

void LedStatuses::tick(system_tick_t ms) {
    if (hasCustom()) {
        LEDStatus* const status = first;
        tasks::interrupt([status, ms]() { status->update(ms); });
    }
}

void LEDStatus::setActive(bool active) {
    if (active_) {
        LedStatuses::remove(this);
    } else if (!active) {
        return;
    }
    active_ = active;
    if (active) {
        rank_ = priority_;
        LedStatuses::add(this);
        ledTicks::demand();
    }
    LedStatuses::show();
}

void LEDStatus::setColor(uint32_t color) {
    color_ = color;
    if (active_) {
        LedStatuses::show();
    }
}

void LEDStatus::setPattern(LEDPattern pattern) {
    if (pattern != LED_PATTERN_CUSTOM && pattern_ != LED_PATTERN_CUSTOM) {
        pattern_ = pattern;
        if (active_) {
            LedStatuses::show();
        }
    }
}

void LEDStatus::setPeriod(uint16_t periodMs) {
    periodMs_ = periodMs;
    if (active_) {
        LedStatuses::show();
    }
}

void LEDStatus::turn(bool off) {
    off_ = off;
    if (active_) {
        LedStatuses::show();
    }
}
