#pragma once

#include <stdint.h>

/** Pins of a Photon by their Device OS numbers. Source: Device OS v2.3.1 hal/src/photon/pinmap_defines.h. */
typedef uint16_t pin_t;

constexpr pin_t D0 = 0;
constexpr pin_t D1 = 1;
constexpr pin_t D2 = 2;
constexpr pin_t D3 = 3;
constexpr pin_t D4 = 4;
constexpr pin_t D5 = 5;
constexpr pin_t D6 = 6;
constexpr pin_t D7 = 7;

constexpr pin_t A0 = 10;
constexpr pin_t A1 = 11;
constexpr pin_t A2 = 12;
constexpr pin_t A3 = 13;
constexpr pin_t A4 = 14;
constexpr pin_t A5 = 15;
constexpr pin_t A6 = 16;
constexpr pin_t A7 = 17;

constexpr pin_t DAC1 = A6;
constexpr pin_t DAC = A6;
constexpr pin_t DAC2 = A3;
constexpr pin_t WKP = A7;
constexpr pin_t SS = A2;
constexpr pin_t SCK = A3;
constexpr pin_t MISO = A4;
constexpr pin_t MOSI = A5;
constexpr pin_t SDA = D0;
constexpr pin_t SCL = D1;

constexpr pin_t RX = 18;
constexpr pin_t TX = 19;
constexpr pin_t BTN = 20;
constexpr pin_t RGBR = 21;
constexpr pin_t RGBG = 22;
constexpr pin_t RGBB = 23;

constexpr pin_t FIRST_ANALOG_PIN = A0;
constexpr pin_t TOTAL_ANALOG_PINS = 8;
constexpr pin_t TOTAL_DAC_PINS = 2;
constexpr pin_t TOTAL_PINS = 24;
constexpr pin_t PIN_INVALID = 0xFF;

/** The first six in the order known to src/run/imports/hardware.ts. */
enum PinMode {
    INPUT = 0,
    OUTPUT = 1,
    INPUT_PULLUP = 2,
    INPUT_PULLDOWN = 3,
    AN_INPUT = 4,
    AN_OUTPUT = 5,
    PIN_MODE_NONE = 0xFF,
};
