#include "spark_wiring_string.h"

#include <ctype.h>
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

int String::compareTo(const String& other) const {
    return strcmp(c_str(), other.c_str());
}

unsigned char String::equals(const String& other) const {
    return length_ == other.length_ && memcmp(c_str(), other.c_str(), length_) == 0;
}

unsigned char String::equals(const char* text) const {
    return strcmp(c_str(), text ? text : "") == 0;
}

unsigned char String::equalsIgnoreCase(const String& other) const {
    return length_ == other.length_ && strcasecmp(c_str(), other.c_str()) == 0;
}

unsigned char String::startsWith(const String& prefix) const {
    return startsWith(prefix, 0);
}

unsigned char String::startsWith(const String& prefix, unsigned int offset) const {
    return prefix.length_ <= length_ && offset <= length_ - prefix.length_ &&
           memcmp(c_str() + offset, prefix.c_str(), prefix.length_) == 0;
}

unsigned char String::endsWith(const String& suffix) const {
    return suffix.length_ <= length_ && startsWith(suffix, length_ - suffix.length_);
}

void String::setCharAt(unsigned int index, char value) {
    if (index < length_) {
        buffer_[index] = value;
    }
}

char String::operator[](unsigned int index) const {
    return index < length_ ? buffer_[index] : static_cast<char>(0);
}

char& String::operator[](unsigned int index) {
    static char nowhere;
    if (index >= length_) {
        nowhere = 0;
        return nowhere;
    }
    return buffer_[index];
}

void String::getBytes(unsigned char* buffer, unsigned int size, unsigned int index) const {
    if (!buffer || size == 0) {
        return;
    }
    const unsigned int left = index < length_ ? length_ - index : 0;
    const unsigned int count = left < size - 1 ? left : size - 1;
    memcpy(buffer, c_str() + (left ? index : 0), count);
    buffer[count] = 0;
}

int String::indexOf(char value, unsigned int from) const {
    if (from >= length_) {
        return -1;
    }
    const char* const found = strchr(buffer_ + from, value);
    return found ? static_cast<int>(found - buffer_) : -1;
}

int String::indexOf(const String& text, unsigned int from) const {
    if (from >= length_) {
        return -1;
    }
    const char* const found = strstr(buffer_ + from, text.c_str());
    return found ? static_cast<int>(found - buffer_) : -1;
}

int String::lastIndexOf(char value) const {
    return length_ ? lastIndexOf(value, length_ - 1) : -1;
}

int String::lastIndexOf(char value, unsigned int from) const {
    for (unsigned int i = from < length_ ? from + 1 : 0; i > 0; i--) {
        if (buffer_[i - 1] == value) {
            return static_cast<int>(i - 1);
        }
    }
    return -1;
}

int String::lastIndexOf(const String& text) const {
    return text.length_ <= length_ ? lastIndexOf(text, length_ - text.length_) : -1;
}

int String::lastIndexOf(const String& text, unsigned int from) const {
    if (text.length_ == 0 || text.length_ > length_) {
        return -1;
    }
    const unsigned int last = length_ - text.length_;
    for (unsigned int i = (from < last ? from : last) + 1; i > 0; i--) {
        if (memcmp(buffer_ + i - 1, text.buffer_, text.length_) == 0) {
            return static_cast<int>(i - 1);
        }
    }
    return -1;
}

String String::substring(unsigned int left, unsigned int right) const {
    if (left > right) {
        const unsigned int swapped = left;
        left = right;
        right = swapped;
    }
    if (left >= length_) {
        return String();
    }
    return String(buffer_ + left, (right < length_ ? right : length_) - left);
}

String& String::replace(char find, char with) {
    for (unsigned int i = 0; i < length_; i++) {
        if (buffer_[i] == find) {
            buffer_[i] = with;
        }
    }
    return *this;
}

String& String::replace(const String& find, const String& with) {
    if (length_ == 0 || find.length_ == 0) {
        return *this;
    }
    String result;
    if (!result.reserve(length_)) {
        return *this;
    }
    const char* rest = buffer_;
    while (const char* const found = strstr(rest, find.buffer_)) {
        if (!result.concat(rest, static_cast<unsigned int>(found - rest)) || !result.concat(with.c_str())) {
            return *this;
        }
        rest = found + find.length_;
    }
    if (result.concat(rest)) {
        *this = static_cast<String&&>(result);
    }
    return *this;
}

String& String::remove(unsigned int index) {
    return remove(index, UINT_MAX);
}

String& String::remove(unsigned int index, unsigned int count) {
    if (index >= length_ || count == 0) {
        return *this;
    }
    const unsigned int removed = count < length_ - index ? count : length_ - index;
    memmove(buffer_ + index, buffer_ + index + removed, length_ - index - removed + 1);
    length_ -= removed;
    return *this;
}

String& String::toLowerCase() {
    for (unsigned int i = 0; i < length_; i++) {
        buffer_[i] = static_cast<char>(tolower(static_cast<unsigned char>(buffer_[i])));
    }
    return *this;
}

String& String::toUpperCase() {
    for (unsigned int i = 0; i < length_; i++) {
        buffer_[i] = static_cast<char>(toupper(static_cast<unsigned char>(buffer_[i])));
    }
    return *this;
}

String& String::trim() {
    unsigned int first = 0;
    unsigned int end = length_;
    while (first < end && isspace(static_cast<unsigned char>(buffer_[first]))) {
        first++;
    }
    while (end > first && isspace(static_cast<unsigned char>(buffer_[end - 1]))) {
        end--;
    }
    if (length_ > 0) {
        memmove(buffer_, buffer_ + first, end - first);
        length_ = end - first;
        buffer_[length_] = 0;
    }
    return *this;
}

long String::toInt() const {
    return strtol(c_str(), nullptr, 10);
}

float String::toFloat() const {
    return strtof(c_str(), nullptr);
}
