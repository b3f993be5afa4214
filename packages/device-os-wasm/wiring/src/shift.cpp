#include "spark_wiring.h"

namespace {

uint8_t bitAt(uint8_t step, uint8_t order) {
    return static_cast<uint8_t>(1u << (order == LSBFIRST ? step : 7 - step));
}

}  // namespace

uint8_t shiftIn(pin_t data, pin_t clock, uint8_t order) {
    uint8_t value = 0;
    for (uint8_t step = 0; step < 8; step++) {
        digitalWrite(clock, HIGH);
        if (digitalRead(data)) {
            value = static_cast<uint8_t>(value | bitAt(step, order));
        }
        digitalWrite(clock, LOW);
    }
    return value;
}

void shiftOut(pin_t data, pin_t clock, uint8_t order, uint8_t value) {
    for (uint8_t step = 0; step < 8; step++) {
        digitalWrite(data, value & bitAt(step, order) ? HIGH : LOW);
        digitalWrite(clock, HIGH);
        digitalWrite(clock, LOW);
    }
}
