#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

class Printable;
/** Text that F() marks in Arduino.h; all of it is in one memory. */
class __FlashStringHelper;

/**
 * Text on the heap. Where memory runs out the result is the empty, invalid string, never a trap.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_string.h.
 */
class String {
    typedef void (String::*StringIfHelperType)() const;
    void stringIfHelper() const {}

public:
    String(const char* text = "");
    String(const char* text, unsigned int length);
    String(const __FlashStringHelper* text) : String(reinterpret_cast<const char*>(text)) {}
    String(const String& other);
    String(String&& other);
    String(const Printable& printable);
    explicit String(char value);
    explicit String(unsigned char value, unsigned char base = 10);
    explicit String(int value, unsigned char base = 10);
    explicit String(unsigned int value, unsigned char base = 10);
    explicit String(long value, unsigned char base = 10);
    explicit String(unsigned long value, unsigned char base = 10);
    explicit String(long long value, unsigned char base = 10);
    explicit String(unsigned long long value, unsigned char base = 10);
    explicit String(float value, int decimalPlaces = 6);
    explicit String(double value, int decimalPlaces = 6);
    ~String();

    String& operator=(const String& other);
    String& operator=(const char* text);
    String& operator=(String&& other);
    String& operator=(const __FlashStringHelper* text) { return *this = reinterpret_cast<const char*>(text); }

    /** What `printf` would print. */
    static String format(const char* format, ...) __attribute__((format(printf, 1, 2)));

    /** Makes room for that many characters, so that growing up to it cannot fail. */
    unsigned char reserve(unsigned int size);
    unsigned int length() const { return length_; }

    /** True for every string but one that ran out of memory. */
    operator StringIfHelperType() const { return buffer_ ? &String::stringIfHelper : nullptr; }
    operator const char*() const { return c_str(); }
    const char* c_str() const { return buffer_ ? buffer_ : ""; }

    /** Each answers 0 when memory ran out; the string is then unchanged. */
    unsigned char concat(const String& other);
    unsigned char concat(const char* text);
    unsigned char concat(const char* text, unsigned int length);
    unsigned char concat(const Printable& printable);
    unsigned char concat(const __FlashStringHelper* text) { return concat(reinterpret_cast<const char*>(text)); }
    unsigned char concat(char value);
    unsigned char concat(unsigned char value);
    unsigned char concat(int value);
    unsigned char concat(unsigned int value);
    unsigned char concat(long value);
    unsigned char concat(unsigned long value);
    unsigned char concat(long long value);
    unsigned char concat(unsigned long long value);
    unsigned char concat(float value);
    unsigned char concat(double value);

    template <typename T>
    String& operator+=(const T& value) {
        concat(value);
        return *this;
    }

    int compareTo(const String& other) const;
    unsigned char equals(const String& other) const;
    unsigned char equals(const char* text) const;
    unsigned char equalsIgnoreCase(const String& other) const;
    unsigned char startsWith(const String& prefix) const;
    unsigned char startsWith(const String& prefix, unsigned int offset) const;
    unsigned char endsWith(const String& suffix) const;

    unsigned char operator==(const String& other) const { return equals(other); }
    unsigned char operator==(const char* text) const { return equals(text); }
    unsigned char operator!=(const String& other) const { return !equals(other); }
    unsigned char operator!=(const char* text) const { return !equals(text); }
    unsigned char operator<(const String& other) const { return compareTo(other) < 0; }
    unsigned char operator>(const String& other) const { return compareTo(other) > 0; }
    unsigned char operator<=(const String& other) const { return compareTo(other) <= 0; }
    unsigned char operator>=(const String& other) const { return compareTo(other) >= 0; }

    /** 0 past the end. */
    char charAt(unsigned int index) const { return operator[](index); }
    void setCharAt(unsigned int index, char value);
    char operator[](unsigned int index) const;
    char& operator[](unsigned int index);
    void getBytes(unsigned char* buffer, unsigned int size, unsigned int index = 0) const;
    void toCharArray(char* buffer, unsigned int size, unsigned int index = 0) const {
        getBytes(reinterpret_cast<unsigned char*>(buffer), size, index);
    }

    /** -1 when not found. */
    int indexOf(char value, unsigned int from = 0) const;
    int indexOf(const String& text, unsigned int from = 0) const;
    int lastIndexOf(char value) const;
    int lastIndexOf(char value, unsigned int from) const;
    int lastIndexOf(const String& text) const;
    int lastIndexOf(const String& text, unsigned int from) const;

    /** Bounds outside the string are moved into it, a reversed pair is swapped. */
    String substring(unsigned int left) const { return substring(left, length_); }
    String substring(unsigned int left, unsigned int right) const;

    String& replace(char find, char with);
    String& replace(const String& find, const String& with);
    String& remove(unsigned int index);
    String& remove(unsigned int index, unsigned int count);
    String& toLowerCase();
    String& toUpperCase();
    String& trim();

    long toInt() const;
    float toFloat() const;

private:
    void invalidate();
    bool grow(unsigned int capacity);
    String& copy(const char* text, unsigned int length);

    char* buffer_ = nullptr;
    /** Characters that fit, the terminator not counted. */
    unsigned int capacity_ = 0;
    unsigned int length_ = 0;
};

template <typename T, typename = decltype(static_cast<String*>(nullptr)->concat(*static_cast<const T*>(nullptr)))>
String operator+(const String& left, const T& right) {
    String sum(left);
    sum.concat(right);
    return sum;
}

/** `a + b + c` grows one string instead of making three. */
template <typename T, typename = decltype(static_cast<String*>(nullptr)->concat(*static_cast<const T*>(nullptr)))>
String operator+(String&& left, const T& right) {
    left.concat(right);
    return static_cast<String&&>(left);
}

inline String operator+(const char* left, const String& right) {
    String sum(left);
    sum.concat(right);
    return sum;
}
