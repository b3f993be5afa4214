#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "spark_wiring_json.h"

namespace particle {

JSONWriter& JSONWriter::beginArray() {
    writeSeparator();
    write("[", 1);
    state_ = BEGIN;
    return *this;
}

JSONWriter& JSONWriter::endArray() {
    write("]", 1);
    state_ = NEXT;
    return *this;
}

JSONWriter& JSONWriter::beginObject() {
    writeSeparator();
    write("{", 1);
    state_ = BEGIN;
    return *this;
}

JSONWriter& JSONWriter::endObject() {
    write("}", 1);
    state_ = NEXT;
    return *this;
}

JSONWriter& JSONWriter::name(const char* name, size_t size) {
    writeSeparator();
    writeEscaped(name, size);
    state_ = VALUE;
    return *this;
}

JSONWriter& JSONWriter::value(bool value) {
    writeSeparator();
    writeText(value ? "true" : "false");
    state_ = NEXT;
    return *this;
}

JSONWriter& JSONWriter::value(int value) {
    return this->value(static_cast<long>(value));
}

JSONWriter& JSONWriter::value(unsigned value) {
    return this->value(static_cast<unsigned long>(value));
}

JSONWriter& JSONWriter::value(long value) {
    writeSeparator();
    printf("%ld", value);
    state_ = NEXT;
    return *this;
}

JSONWriter& JSONWriter::value(unsigned long value) {
    writeSeparator();
    printf("%lu", value);
    state_ = NEXT;
    return *this;
}

JSONWriter& JSONWriter::value(double value) {
    writeSeparator();
    printf("%g", isfinite(value) ? value : 0.0);
    state_ = NEXT;
    return *this;
}

JSONWriter& JSONWriter::value(double value, int precision) {
    writeSeparator();
    printf("%.*f", precision, isfinite(value) ? value : 0.0);
    state_ = NEXT;
    return *this;
}

JSONWriter& JSONWriter::value(const char* value, size_t size) {
    writeSeparator();
    writeEscaped(value, size);
    state_ = NEXT;
    return *this;
}

JSONWriter& JSONWriter::nullValue() {
    writeSeparator();
    writeText("null");
    state_ = NEXT;
    return *this;
}

void JSONWriter::printf(const char* format, ...) {
    char small[32];
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int needed = vsnprintf(small, sizeof(small), format, arguments);
    va_end(arguments);
    if (needed >= static_cast<int>(sizeof(small))) {
        // DBL_MAX with decimals: 309 digits, a point and what the caller asks for.
        char large[400];
        const int written = vsnprintf(large, sizeof(large), format, again);
        const size_t size = static_cast<size_t>(written);
        write(large, size < sizeof(large) ? size : sizeof(large) - 1);
    } else if (needed > 0) {
        write(small, static_cast<size_t>(needed));
    }
    va_end(again);
}

void JSONWriter::writeSeparator() {
    if (state_ == NEXT) {
        write(",", 1);
    } else if (state_ == VALUE) {
        write(":", 1);
    }
}

void JSONWriter::writeEscaped(const char* text, size_t size) {
    static const char ESCAPED[] = "\"\\\b\f\n\r\t";
    static const char LETTERS[] = "\"\\bfnrt";
    write("\"", 1);
    const char* rest = text;
    for (const char* at = text; at < text + size; at++) {
        const unsigned char byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            continue;
        }
        if (at > rest) {
            write(rest, static_cast<size_t>(at - rest));
        }
        rest = at + 1;
        const char* const known = byte ? strchr(ESCAPED, *at) : nullptr;
        if (known) {
            const char pair[] = {'\\', LETTERS[known - ESCAPED]};
            write(pair, sizeof(pair));
        } else {
            printf("\\u%04x", byte);
        }
    }
    if (text + size > rest) {
        write(rest, static_cast<size_t>(text + size - rest));
    }
    write("\"", 1);
}

void JSONBufferWriter::write(const char* data, size_t size) {
    if (dataSize_ < bufferSize_) {
        const size_t left = bufferSize_ - dataSize_;
        memcpy(buffer_ + dataSize_, data, size < left ? size : left);
    }
    dataSize_ += size;
}

}  // namespace particle
