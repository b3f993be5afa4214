#pragma once

#include "application.h"
#include "avr/pgmspace.h"
#include "spark_wiring_arduino_binary.h"

// What Arduino's libraries expect beside wiring. Source: Device OS v2.3.1 user/inc/Arduino.h,
// spark_wiring_arduino_constants.h.

typedef uint16_t word;
typedef USARTSerial HardwareSerial;
typedef volatile uint32_t RwReg;

inline uint16_t makeWord(uint16_t value) { return value; }
inline uint16_t makeWord(uint8_t high, uint8_t low) { return static_cast<uint16_t>(high << 8 | low); }
#define word(...) makeWord(__VA_ARGS__)

#undef F
#define F(text) (reinterpret_cast<const __FlashStringHelper*>(text))

#define EULER 2.718281828459045235360287471352
#define LED_BUILTIN D7
#define ATN SS
#define PINS_COUNT TOTAL_PINS
#define NUM_DIGITAL_PINS TOTAL_PINS
#define NUM_ANALOG_INPUTS TOTAL_ANALOG_PINS
#define digitalPinToInterrupt(pin) (pin)
#define digitalPinHasPWM(pin) (HAL_Validate_Pin_Function(pin, PF_TIMER) == PF_TIMER)
#define analogInputToDigitalPin(pin) ((pin) < TOTAL_ANALOG_PINS ? (pin) + FIRST_ANALOG_PIN : -1)
#define _BV(bit) (1UL << (bit))
#define sei() interrupts()
#define cli() noInterrupts()
#define SERIAL_PORT_MONITOR Serial
#define SERIAL_PORT_USBVIRTUAL Serial
#define SERIAL_PORT_HARDWARE Serial1
#define SERIAL_PORT_HARDWARE_OPEN Serial1
#define SerialUSB Serial

inline void yield() { os_thread_yield(); }
