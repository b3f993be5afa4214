#include "board.h"
#include "pins.h"
#include "spark_wiring.h"
#include "spark_wiring_servo.h"

using namespace device_os;

namespace {

constexpr int32_t NO_SERVO = -1;

}  // namespace

bool Servo::attach(uint16_t pin, uint16_t minPulse, uint16_t maxPulse, int16_t minAngle, int16_t maxAngle) {
    if (!pins::hasPwm(pin) || !pinAvailable(pin)) {
        return false;
    }
    detach();
    pin_ = pin;
    minPulse_ = minPulse;
    maxPulse_ = maxPulse;
    minAngle_ = minAngle;
    maxAngle_ = maxAngle;
    board::servo_pulse(pin_, pulse_);
    return true;
}

bool Servo::detach() {
    if (!attached()) {
        return false;
    }
    board::servo_pulse(pin_, NO_SERVO);
    pin_ = NOT_ATTACHED;
    pulse_ = 0;
    trim_ = 0;
    return true;
}

void Servo::write(int degrees) {
    const int angle = constrain(degrees, minAngle_, maxAngle_);
    writeMicroseconds(static_cast<uint16_t>(map(angle, minAngle_, maxAngle_, minPulse_, maxPulse_) + trim_));
}

int Servo::read() const {
    const int angle = map(pulse_ - trim_, minPulse_, maxPulse_, minAngle_, maxAngle_);
    // Corrects what most angles lose on their way to microseconds and back; those that lose nothing read one too many,
    // as on the device.
    return angle == minAngle_ || angle == maxAngle_ ? angle : angle + 1;
}

void Servo::writeMicroseconds(uint16_t pulse) {
    if (attached()) {
        pulse_ = constrain(pulse, minPulse_, maxPulse_);
        board::servo_pulse(pin_, pulse_);
    }
}
