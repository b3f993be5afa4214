#include "board.h"
#include "spark_wiring_led.h"

using namespace device_os;

namespace {

struct LedLook {
    uint32_t color;
    LEDPattern pattern;
    LEDSpeed speed;
};

/** In the order of LEDSignal. Source: Device OS v2.3.1 system_led_signal.cpp, the theme of the factory. */
constexpr LedLook FACTORY_LOOKS[LED_SIGNAL_COUNT] = {
    {RGB_COLOR_WHITE, LED_PATTERN_FADE, LED_SPEED_NORMAL},  {RGB_COLOR_BLUE, LED_PATTERN_FADE, LED_SPEED_NORMAL},
    {RGB_COLOR_GREEN, LED_PATTERN_BLINK, LED_SPEED_NORMAL}, {RGB_COLOR_GREEN, LED_PATTERN_BLINK, LED_SPEED_FAST},
    {RGB_COLOR_GREEN, LED_PATTERN_FADE, LED_SPEED_NORMAL},  {RGB_COLOR_CYAN, LED_PATTERN_BLINK, LED_SPEED_NORMAL},
    {RGB_COLOR_CYAN, LED_PATTERN_BLINK, LED_SPEED_FAST},    {RGB_COLOR_CYAN, LED_PATTERN_FADE, LED_SPEED_NORMAL},
    {RGB_COLOR_MAGENTA, LED_PATTERN_FADE, LED_SPEED_NORMAL}, {RGB_COLOR_BLUE, LED_PATTERN_BLINK, LED_SPEED_SLOW},
    {RGB_COLOR_YELLOW, LED_PATTERN_BLINK, LED_SPEED_NORMAL}, {RGB_COLOR_MAGENTA, LED_PATTERN_BLINK, LED_SPEED_FAST},
    {RGB_COLOR_GRAY, LED_PATTERN_SOLID, LED_SPEED_NORMAL},
};

/** The theme that was applied; null is that of the factory. */
LEDSignalThemeData* appliedTheme = nullptr;

void fillFromFactory(LEDSignalThemeData* theme) {
    for (int i = 0; i < LED_SIGNAL_COUNT; i++) {
        const LedLook& look = FACTORY_LOOKS[i];
        theme->signals[i].color = look.color;
        theme->signals[i].pattern = look.pattern;
        theme->signals[i].period = led_pattern_period(look.pattern, look.speed);
    }
}

}  // namespace

void led_get_signal_theme(LEDSignalThemeData* theme) {
    if (appliedTheme) {
        *theme = *appliedTheme;
    } else {
        fillFromFactory(theme);
    }
}

void led_set_signal_theme(const LEDSignalThemeData& theme) {
    if (!appliedTheme) {
        appliedTheme = new LEDSignalThemeData();
    }
    *appliedTheme = theme;
    for (int i = 0; i < LED_SIGNAL_COUNT; i++) {
        const auto& signal = theme.signals[i];
        board::rgb_theme(i, static_cast<int32_t>(signal.color & 0xFFFFFF), signal.pattern, signal.period);
    }
}

void led_restore_signal_theme() {
    delete appliedTheme;
    appliedTheme = nullptr;
    board::rgb_theme_restore();
}

uint16_t led_pattern_period(LEDPattern pattern, LEDSpeed speed) {
    const bool fast = speed > LED_SPEED_NORMAL;
    const bool slow = speed < LED_SPEED_NORMAL;
    switch (pattern) {
        case LED_PATTERN_BLINK:
            return fast ? 100 : slow ? 500 : 200;
        case LED_PATTERN_FADE:
            return fast ? 1000 : slow ? 8000 : 4000;
        default:
            return 0;
    }
}
