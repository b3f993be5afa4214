#include "spark_wiring_string.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Comparing, searching and changing what a String holds.

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
