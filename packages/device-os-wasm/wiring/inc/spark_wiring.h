#pragma once

#include "pinmap.h"
#include "spark_wiring_constants.h"

/** Source of what is ignored: Device OS v2.3.1 wiring_globals/src/spark_wiring_gpio.cpp. */
void pinMode(pin_t pin, PinMode mode);
PinMode getPinMode(pin_t pin);
/** Not while a bus has it: then the calls below ignore it. */
bool pinAvailable(pin_t pin);

/** Ignored unless the pin is in an output mode. */
void digitalWrite(pin_t pin, uint8_t level);
int32_t digitalRead(pin_t pin);

/** 0 to 4095; a pin without a converter reads 0. Pins 0 to 9 mean A0 to A9. */
int32_t analogRead(pin_t pin);
/** PWM of 0 to 255 and 500 Hz on a PWM pin in OUTPUT mode, a voltage of 0 to 4095 on DAC1 and DAC2. */
void analogWrite(pin_t pin, uint32_t value);
/** Not on DAC1 and DAC2. */
void analogWrite(pin_t pin, uint32_t value, uint32_t hertz);
/** Bits of the values above: 2 to 15, at WKP 31, at DAC1 and DAC2 8 or 12. Answers what there is now, 0 for none. */
uint8_t analogWriteResolution(pin_t pin, uint8_t bits);
uint8_t analogWriteResolution(pin_t pin);
/** A square wave on a PWM pin, for that long or, with 0, until noTone(). */
void tone(pin_t pin, unsigned int hertz, unsigned long ms = 0);
void noTone(pin_t pin);
/** A converter here needs no time. */
inline void setADCSampleTime(uint8_t) {}

inline void pinSetFast(pin_t pin) { digitalWrite(pin, HIGH); }
inline void pinResetFast(pin_t pin) { digitalWrite(pin, LOW); }
inline void digitalWriteFast(pin_t pin, uint8_t level) { digitalWrite(pin, level); }
inline int32_t pinReadFast(pin_t pin) { return digitalRead(pin); }

/** Scales a value from one range to the other; it may lie outside. */
int map(int value, int fromStart, int fromEnd, int toStart, int toEnd);
double map(double value, double fromStart, double fromEnd, double toStart, double toEnd);

/**
 * Suspends, without answering requests, until the next whole pulse of that level is over. Answers its microseconds,
 * between edges from outside, or 0 after three seconds.
 */
uint32_t pulseIn(pin_t pin, uint16_t level);
/** A byte, bit by bit, by pins that the program has set up. */
uint8_t shiftIn(pin_t data, pin_t clock, uint8_t order);
void shiftOut(pin_t data, pin_t clock, uint8_t order, uint8_t value);
