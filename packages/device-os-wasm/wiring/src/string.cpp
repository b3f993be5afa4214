#include "spark_wiring_string.h"

#include <stdio.h>
#include <stdlib.h>

#include "spark_wiring_print.h"

namespace {

/** Digits of a number, written from the end of its own buffer. */
class Digits {
public:
    Digits(unsigned long long value, unsigned char base, bool negative = false) {
        const unsigned radix = base < 2 || base > 36 ? 10 : base;
        do {
            const char digit = static_cast<char>(value % radix);
            *--first_ = static_cast<char>(digit < 10 ? '0' + digit : 'a' + digit - 10);
            value /= radix;
        } while (value > 0);
        if (negative) {
            *--first_ = '-';
        }
    }

    const char* text() const { return first_; }
    unsigned int length() const { return static_cast<unsigned int>(end_ - first_); }

private:
    char buffer_[66] = {};
    char* const end_ = buffer_ + sizeof(buffer_) - 1;
    char* first_ = end_;
};

/** A minus sign for base ten, else the bits of a value of that many bytes, as ltoa() of the device has it. */
template <typename Unsigned, typename Signed>
Digits signedDigits(Signed value, unsigned char base) {
    const bool negative = value < 0 && base == 10;
    const Unsigned bits = static_cast<Unsigned>(value);
    return Digits(negative ? static_cast<Unsigned>(0) - bits : bits, base, negative);
}

}  // namespace

String::String(const char* text) {
    if (text) {
        copy(text, static_cast<unsigned int>(strlen(text)));
    }
}

String::String(const char* text, unsigned int length) {
    if (text) {
        copy(text, length);
    }
}

String::String(const String& other) {
    if (other.buffer_) {
        copy(other.buffer_, other.length_);
    }
}

String::String(String&& other)
    : buffer_(other.buffer_), capacity_(other.capacity_), length_(other.length_) {
    other.buffer_ = nullptr;
    other.capacity_ = other.length_ = 0;
}

String::String(const Printable& printable) : String() {
    concat(printable);
}

String::String(char value) : String(&value, 1) {}
String::String(unsigned char value, unsigned char base) : String(static_cast<unsigned int>(value), base) {}

String::String(int value, unsigned char base) {
    const Digits digits = signedDigits<unsigned int>(value, base);
    copy(digits.text(), digits.length());
}

String::String(unsigned int value, unsigned char base) {
    const Digits digits(value, base);
    copy(digits.text(), digits.length());
}

String::String(long value, unsigned char base) {
    const Digits digits = signedDigits<unsigned long>(value, base);
    copy(digits.text(), digits.length());
}

String::String(unsigned long value, unsigned char base) {
    const Digits digits(value, base);
    copy(digits.text(), digits.length());
}

String::String(long long value, unsigned char base) {
    const Digits digits = signedDigits<unsigned long long>(value, base);
    copy(digits.text(), digits.length());
}

String::String(unsigned long long value, unsigned char base) {
    const Digits digits(value, base);
    copy(digits.text(), digits.length());
}

String::String(float value, int decimalPlaces) : String(static_cast<double>(value), decimalPlaces) {}

String::String(double value, int decimalPlaces) : String(format("%.*f", decimalPlaces, value)) {}

String::~String() {
    free(buffer_);
}

String& String::operator=(const String& other) {
    if (this == &other) {
        return *this;
    }
    if (!other.buffer_) {
        invalidate();
        return *this;
    }
    return copy(other.buffer_, other.length_);
}

String& String::operator=(const char* text) {
    if (!text) {
        invalidate();
        return *this;
    }
    return copy(text, static_cast<unsigned int>(strlen(text)));
}

String& String::operator=(String&& other) {
    if (this != &other) {
        free(buffer_);
        buffer_ = other.buffer_;
        capacity_ = other.capacity_;
        length_ = other.length_;
        other.buffer_ = nullptr;
        other.capacity_ = other.length_ = 0;
    }
    return *this;
}

String String::format(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char small[32];
    va_list again;
    va_copy(again, arguments);
    const int needed = vsnprintf(small, sizeof(small), format, arguments);
    va_end(arguments);
    String result;
    if (needed >= static_cast<int>(sizeof(small))) {
        if (result.grow(static_cast<unsigned int>(needed))) {
            vsnprintf(result.buffer_, static_cast<size_t>(needed) + 1, format, again);
            result.length_ = static_cast<unsigned int>(needed);
        } else {
            result.invalidate();
        }
    } else if (needed > 0) {
        result.copy(small, static_cast<unsigned int>(needed));
    }
    va_end(again);
    return result;
}

unsigned char String::reserve(unsigned int size) {
    if (buffer_ && capacity_ >= size) {
        return 1;
    }
    if (!grow(size)) {
        return 0;
    }
    buffer_[length_] = 0;
    return 1;
}

void String::invalidate() {
    free(buffer_);
    buffer_ = nullptr;
    capacity_ = length_ = 0;
}

bool String::grow(unsigned int capacity) {
    if (capacity == UINT_MAX) {
        return false;
    }
    char* const buffer = static_cast<char*>(realloc(buffer_, capacity + 1));
    if (!buffer) {
        return false;
    }
    buffer_ = buffer;
    capacity_ = capacity;
    return true;
}

String& String::copy(const char* text, unsigned int length) {
    // The text may lie in this very string.
    const bool inside = buffer_ && text >= buffer_ && text <= buffer_ + length_;
    if (!inside && !reserve(length)) {
        invalidate();
        return *this;
    }
    memmove(buffer_, text, length);
    length_ = length;
    buffer_[length_] = 0;
    return *this;
}

unsigned char String::concat(const char* text, unsigned int length) {
    if (!text) {
        return 0;
    }
    if (length == 0) {
        return 1;
    }
    const bool inside = buffer_ && text >= buffer_ && text < buffer_ + length_;
    const size_t offset = inside ? static_cast<size_t>(text - buffer_) : 0;
    if (length > UINT_MAX - length_ || !reserve(length_ + length)) {
        return 0;
    }
    memmove(buffer_ + length_, inside ? buffer_ + offset : text, length);
    length_ += length;
    buffer_[length_] = 0;
    return 1;
}

unsigned char String::concat(const String& other) {
    return concat(other.buffer_, other.length_);
}

unsigned char String::concat(const char* text) {
    return text ? concat(text, static_cast<unsigned int>(strlen(text))) : 0;
}

unsigned char String::concat(const Printable& printable) {
    class Collector : public Print {
    public:
        explicit Collector(String& target) : target_(target) {}
        size_t write(uint8_t byte) override { return target_.concat(static_cast<char>(byte)); }

    private:
        String& target_;
    };
    Collector collector(*this);
    const unsigned int before = length_;
    return printable.printTo(collector) == length_ - before;
}

unsigned char String::concat(char value) { return concat(&value, 1); }
unsigned char String::concat(unsigned char value) { return concat(String(value)); }
unsigned char String::concat(int value) { return concat(String(value)); }
unsigned char String::concat(unsigned int value) { return concat(String(value)); }
unsigned char String::concat(long value) { return concat(String(value)); }
unsigned char String::concat(unsigned long value) { return concat(String(value)); }
unsigned char String::concat(long long value) { return concat(String(value)); }
unsigned char String::concat(unsigned long long value) { return concat(String(value)); }
unsigned char String::concat(float value) { return concat(String(value)); }
unsigned char String::concat(double value) { return concat(String(value)); }
