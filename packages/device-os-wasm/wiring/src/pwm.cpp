#include "board.h"
#include "pins.h"
#include "spark_wiring.h"

using namespace device_os;

namespace {

/** Of the duty cycle that a board is told. */
constexpr uint32_t BOARD_MAX = 255;
constexpr uint32_t DAC_MAX = 4095;
constexpr uint8_t DAC_BITS = 12;
constexpr uint8_t DAC_COARSE_BITS = 8;
constexpr uint8_t PWM_BITS = 8;
constexpr uint8_t FEWEST_PWM_BITS = 2;
/** One less than the width of the timer; that of WKP has 32. */
constexpr uint8_t MOST_PWM_BITS = 15;
constexpr uint8_t MOST_PWM_BITS_WKP = 31;
constexpr uint32_t DEFAULT_HERTZ = 500;

/** Bits that analogWriteResolution() has set, zero where it has not. */
uint8_t resolutions[TOTAL_PINS];

bool isDac(pin_t pin) {
    return pin == DAC1 || pin == DAC2;
}

uint8_t resolutionOf(pin_t pin) {
    return resolutions[pin] ? resolutions[pin] : isDac(pin) ? DAC_BITS : PWM_BITS;
}

bool hasResolution(pin_t pin, uint8_t bits) {
    if (isDac(pin)) {
        return bits == DAC_COARSE_BITS || bits == DAC_BITS;
    }
    return bits >= FEWEST_PWM_BITS && bits <= (pin == WKP ? MOST_PWM_BITS_WKP : MOST_PWM_BITS);
}

/** What a board is told of a value in the pin's resolution. */
int32_t scaled(pin_t pin, uint32_t value, uint32_t boardMax) {
    const uint64_t max = (1ull << resolutionOf(pin)) - 1;
    const uint64_t most = value < max ? value : max;
    return static_cast<int32_t>((most * boardMax + max / 2) / max);
}

void writePwm(pin_t pin, uint32_t value, uint32_t hertz) {
    if (pins::hasPwm(pin) && getPinMode(pin) == OUTPUT) {
        board::analog_write(pin, scaled(pin, value, BOARD_MAX), hertz);
    }
}

}  // namespace

void analogWrite(pin_t pin, uint32_t value) {
    if (!pinAvailable(pin)) {
        return;
    }
    if (isDac(pin)) {
        board::analog_write(pin, scaled(pin, value, DAC_MAX), 0);
    } else {
        writePwm(pin, value, DEFAULT_HERTZ);
    }
}

void analogWrite(pin_t pin, uint32_t value, uint32_t hertz) {
    if (pinAvailable(pin)) {
        writePwm(pin, value, hertz);
    }
}

uint8_t analogWriteResolution(pin_t pin, uint8_t bits) {
    if (!pinAvailable(pin) || !(isDac(pin) || pins::hasPwm(pin))) {
        return 0;
    }
    if (hasResolution(pin, bits)) {
        resolutions[pin] = bits;
    }
    return resolutionOf(pin);
}

uint8_t analogWriteResolution(pin_t pin) {
    return analogWriteResolution(pin, 0);
}

void tone(pin_t pin, unsigned int hertz, unsigned long ms) {
    if (pinAvailable(pin) && pins::hasPwm(pin)) {
        board::tone(pin, hertz, ms);
    }
}

void noTone(pin_t pin) {
    tone(pin, 0, 0);
}
