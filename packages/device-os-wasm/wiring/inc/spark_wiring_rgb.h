#pragma once

#include <stdint.h>

#include "pinmap.h"
#include "spark_wiring_std.h"

typedef void(raw_rgb_change_handler_t)(uint8_t red, uint8_t green, uint8_t blue);
typedef std::function<raw_rgb_change_handler_t> wiring_rgb_change_handler_t;

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

    /**
     * Tells the colour that is to be seen, brightness included, whoever has set it; null ends it. The handler must not
     * wait.
     */
    static void onChange(wiring_rgb_change_handler_t handler);
    template <typename Class>
    static void onChange(void (Class::*handler)(uint8_t, uint8_t, uint8_t), Class* instance) {
        onChange([handler, instance](uint8_t red, uint8_t green, uint8_t blue) { (instance->*handler)(red, green, blue); });
    }

    /** The same colour as PWM at three pins. A bootloader that could know of it there is none. */
    static void mirrorTo(pin_t red, pin_t green, pin_t blue, bool invert = false, bool bootloader = false);
    static void mirrorDisable(bool bootloader = true);
};

extern RGBClass RGB;
