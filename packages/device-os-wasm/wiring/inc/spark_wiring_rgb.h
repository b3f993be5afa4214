#pragma once

#include <stdint.h>

#include "spark_wiring_unavailable.h"

/** The RGB LED. Colours count only while the application controls it. Source: Device OS v2.3.1 spark_wiring_rgb.h. */
class RGBClass {
public:
    static bool controlled();
    static void control(bool take);
    static void color(int red, int green, int blue);
    /** 0xRRGGBB */
    static void color(uint32_t rgb) {
        color(static_cast<int>(rgb >> 16 & 0xFF), static_cast<int>(rgb >> 8 & 0xFF), static_cast<int>(rgb & 0xFF));
    }
    /** 0 to 255, of the application's colour and the system's. */
    static void brightness(uint8_t value, bool update = true);
    static uint8_t brightness();

    template <typename... Arguments>
    WIRING_UNAVAILABLE("RGB.onChange()")
    static void onChange(Arguments... arguments);
    template <typename... Arguments>
    WIRING_UNAVAILABLE("RGB.mirrorTo()")
    static void mirrorTo(Arguments... arguments);
};

extern RGBClass RGB;
