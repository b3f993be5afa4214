#pragma once

#include <stdint.h>

/** 0xRRGGBB. Source: Device OS v2.3.1 services/inc/rgbled.h. */
#define RGB_COLOR_BLUE 0x000000ff
#define RGB_COLOR_GREEN 0x0000ff00
#define RGB_COLOR_CYAN 0x0000ffff
#define RGB_COLOR_RED 0x00ff0000
#define RGB_COLOR_MAGENTA 0x00ff00ff
#define RGB_COLOR_YELLOW 0x00ffff00
#define RGB_COLOR_WHITE 0x00ffffff
#define RGB_COLOR_GRAY 0x001f1f1f
#define RGB_COLOR_ORANGE 0x00ff6000

/** Known to src/run/imports/lights.ts. Source, as of the next: Device OS v2.3.1 services/inc/led_service.h. */
enum LEDPattern : uint8_t {
    LED_PATTERN_INVALID = 0,
    LED_PATTERN_SOLID = 1,
    LED_PATTERN_BLINK = 2,
    LED_PATTERN_FADE = 3,
    LED_PATTERN_CUSTOM = 15,
};

enum LEDSpeed : uint8_t {
    LED_SPEED_SLOW = 10,
    LED_SPEED_NORMAL = 20,
    LED_SPEED_FAST = 30,
};

enum LEDPriority : uint8_t {
    LED_PRIORITY_BACKGROUND = 10,
    LED_PRIORITY_NORMAL = 20,
    LED_PRIORITY_IMPORTANT = 30,
    LED_PRIORITY_CRITICAL = 40,
};

/** The system's own signals; known to src/run/imports/lights.ts. Source: Device OS v2.3.1 system_led_signal.h. */
enum LEDSignal : uint8_t {
    LED_SIGNAL_NETWORK_OFF = 0,
    LED_SIGNAL_NETWORK_ON = 1,
    LED_SIGNAL_NETWORK_CONNECTING = 2,
    LED_SIGNAL_NETWORK_DHCP = 3,
    LED_SIGNAL_NETWORK_CONNECTED = 4,
    LED_SIGNAL_CLOUD_CONNECTING = 5,
    LED_SIGNAL_CLOUD_HANDSHAKE = 6,
    LED_SIGNAL_CLOUD_CONNECTED = 7,
    LED_SIGNAL_SAFE_MODE = 8,
    LED_SIGNAL_LISTENING_MODE = 9,
    LED_SIGNAL_DFU_MODE = 10,
    LED_SIGNAL_FIRMWARE_UPDATE = 11,
    LED_SIGNAL_POWER_OFF = 12,
};

#define LED_SIGNAL_COUNT 13

struct LEDSignalThemeData {
    struct {
        uint32_t color;
        uint16_t period;
        uint8_t pattern;
    } signals[LED_SIGNAL_COUNT];
};

void led_get_signal_theme(LEDSignalThemeData* theme);
void led_set_signal_theme(const LEDSignalThemeData& theme);
void led_restore_signal_theme();

/** Milliseconds of a pattern at a speed; 0 where it has none. */
uint16_t led_pattern_period(LEDPattern pattern, LEDSpeed speed);
