#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "spark_wiring_printable.h"
#include "spark_wiring_string.h"

const unsigned char DEC = 10;
const unsigned char HEX = 16;
const unsigned char OCT = 8;
const unsigned char BIN = 2;

/** Text that other boards keep in flash; here as there, all of it is addressed alike. */
#define F(text) (text)

/** Text and numbers onto anything that takes bytes. Every call answers how many bytes were written. */
class Print {
public:
    virtual ~Print() = default;

    int getWriteError() const { return writeError_; }
    void clearWriteError() { writeError_ = 0; }

    virtual size_t write(uint8_t byte) = 0;
    virtual size_t write(const uint8_t* buffer, size_t size);
    size_t write(const char* text) {
        return text ? write(reinterpret_cast<const uint8_t*>(text), strlen(text)) : 0;
    }

    size_t print(const char* text) { return write(text); }
    size_t print(const __FlashStringHelper* text) { return write(reinterpret_cast<const char*>(text)); }
    size_t print(const String& text) { return write(reinterpret_cast<const uint8_t*>(text.c_str()), text.length()); }
    size_t print(char value) { return write(static_cast<uint8_t>(value)); }
    size_t print(const Printable& printable) { return printable.printTo(*this); }
    size_t print(bool value) { return print(static_cast<int>(value)); }
    /** Digits are capitals, where String's are not; base 0 writes the byte. Only base ten knows a minus sign. */
    size_t print(unsigned char value, int base = DEC) { return printNumber(value, base); }
    size_t print(int value, int base = DEC) { return print(static_cast<long>(value), base); }
    size_t print(unsigned int value, int base = DEC) { return printNumber(value, base); }
    size_t print(long value, int base = DEC) {
        return value < 0 && base == DEC ? printNegative(static_cast<unsigned long long>(value))
                                        : printNumber(static_cast<unsigned long>(value), base);
    }
    size_t print(unsigned long value, int base = DEC) { return printNumber(value, base); }
    size_t print(long long value, int base = DEC) {
        return value < 0 && base == DEC ? printNegative(static_cast<unsigned long long>(value))
                                        : printNumber(static_cast<unsigned long long>(value), base);
    }
    size_t print(unsigned long long value, int base = DEC) { return printNumber(value, base); }
    /** Two decimals, where String has six. Above 4294967295 the device has none to print but that. */
    size_t print(float value, int decimalPlaces = 2) { return print(static_cast<double>(value), decimalPlaces); }
    size_t print(double value, int decimalPlaces = 2);

    size_t println() { return write("\r\n"); }
    template <typename T>
    size_t println(const T& value) {
        const size_t count = print(value);
        return count + println();
    }
    template <typename T>
    size_t println(const T& value, int baseOrPlaces) {
        const size_t count = print(value, baseOrPlaces);
        return count + println();
    }

    size_t printf(const char* format, ...) __attribute__((format(printf, 2, 3)));
    /** printf() with a line end. */
    size_t printlnf(const char* format, ...) __attribute__((format(printf, 2, 3)));
    size_t vprintf(bool newline, const char* format, va_list arguments) __attribute__((format(printf, 3, 0)));

protected:
    void setWriteError(int error = 1) { writeError_ = error; }

private:
    size_t printNumber(unsigned long long value, int base);
    size_t printNegative(unsigned long long value) { return print('-') + printNumber(0 - value, DEC); }

    int writeError_ = 0;
};
