#pragma once

#include <stdint.h>

constexpr uint16_t SERVO_DEFAULT_MIN_PW = 544;
constexpr uint16_t SERVO_DEFAULT_MAX_PW = 2400;
constexpr int16_t SERVO_DEFAULT_MIN_ANGLE = 0;
constexpr int16_t SERVO_DEFAULT_MAX_ANGLE = 180;

/** A servo at a pin with PWM. Source: Device OS v2.3.1 wiring/src/spark_wiring_servo.cpp. */
class Servo {
public:
    Servo() = default;
    Servo(const Servo&) = delete;
    Servo& operator=(const Servo&) = delete;
    ~Servo() { detach(); }

    /** False for a pin without PWM. Widths of the pulse in microseconds, angles in degrees. */
    bool attach(uint16_t pin, uint16_t minPulse = SERVO_DEFAULT_MIN_PW, uint16_t maxPulse = SERVO_DEFAULT_MAX_PW,
                int16_t minAngle = SERVO_DEFAULT_MIN_ANGLE, int16_t maxAngle = SERVO_DEFAULT_MAX_ANGLE);
    bool attached() const { return pin_ != NOT_ATTACHED; }
    bool detach();

    /** Degrees within the range of attach(). */
    void write(int degrees);
    int read() const;
    /** Within the range of attach(). */
    void writeMicroseconds(uint16_t pulse);
    uint16_t readMicroseconds() const { return pulse_; }
    /** Microseconds that write() adds; forgotten by detach(). */
    void setTrim(int trim) { trim_ = trim; }

private:
    static constexpr uint16_t NOT_ATTACHED = 0xFFFF;

    uint16_t pin_ = NOT_ATTACHED;
    uint16_t pulse_ = 0;
    uint16_t minPulse_ = SERVO_DEFAULT_MIN_PW;
    uint16_t maxPulse_ = SERVO_DEFAULT_MAX_PW;
    int16_t minAngle_ = SERVO_DEFAULT_MIN_ANGLE;
    int16_t maxAngle_ = SERVO_DEFAULT_MAX_ANGLE;
    int trim_ = 0;
};
