#include "pins.h"

#include "board.h"
#include "pinmap_hal.h"
#include "spark_wiring.h"

using namespace device_os;

namespace {

constexpr pin_t ANALOG_PINS = 8;
constexpr pin_t PWM_PINS[] = {D0, D1, D2, D3, A4, A5, WKP, RX, TX, RGBR, RGBG, RGBB};

/** Modes that pinMode() has set, one more than the mode so that zero is none. */
uint8_t modes[TOTAL_PINS];

/** A bit a pin. */
uint32_t reserved;

bool hasConverter(pin_t pin) {
    return pin >= A0 && pin < A0 + ANALOG_PINS;
}

template <typename Number>
Number scale(Number value, Number fromStart, Number fromEnd, Number toStart, Number toEnd) {
    if (fromStart == fromEnd) {
        return value;
    }
    return (value - fromStart) * (toEnd - toStart) / (fromEnd - fromStart) + toStart;
}

}  // namespace

void pins::reserve(pin_t pin, bool taken) {
    reserved = taken ? reserved | 1u << pin : reserved & ~(1u << pin);
}

bool pins::hasPwm(pin_t pin) {
    for (const pin_t one : PWM_PINS) {
        if (one == pin) {
            return true;
        }
    }
    return false;
}

void pinMode(pin_t pin, PinMode mode) {
    if (!pinAvailable(pin) || mode == PIN_MODE_NONE) {
        return;
    }
    modes[pin] = static_cast<uint8_t>(mode + 1);
    board::pin_mode(pin, mode);
}

PinMode getPinMode(pin_t pin) {
    return pin < TOTAL_PINS && modes[pin] ? static_cast<PinMode>(modes[pin] - 1) : PIN_MODE_NONE;
}

bool pinAvailable(pin_t pin) {
    return pin < TOTAL_PINS && !(reserved >> pin & 1);
}

void digitalWrite(pin_t pin, uint8_t level) {
    const PinMode mode = getPinMode(pin);
    if (pinAvailable(pin) && (mode == OUTPUT || mode == AN_OUTPUT)) {
        board::digital_write(pin, level ? HIGH : LOW);
    }
}

int32_t digitalRead(pin_t pin) {
    return pinAvailable(pin) && board::digital_read(pin) ? HIGH : LOW;
}

int32_t analogRead(pin_t pin) {
    const pin_t analog = pin < A0 ? static_cast<pin_t>(pin + A0) : pin;
    return hasConverter(analog) && pinAvailable(analog) ? constrain(board::analog_read(analog), 0, 4095) : 0;
}

PinFunction HAL_Validate_Pin_Function(pin_t pin, PinFunction function) {
    const bool isDac = pin == DAC1 || pin == DAC2;
    if (pin >= TOTAL_PINS) {
        return PF_NONE;
    }
    if ((function == PF_ADC && hasConverter(pin)) || (function == PF_DAC && isDac) ||
        (function == PF_TIMER && pins::hasPwm(pin))) {
        return function;
    }
    return PF_DIO;
}

int map(int value, int fromStart, int fromEnd, int toStart, int toEnd) {
    return scale(value, fromStart, fromEnd, toStart, toEnd);
}

double map(double value, double fromStart, double fromEnd, double toStart, double toEnd) {
    return scale(value, fromStart, fromEnd, toStart, toEnd);
}
