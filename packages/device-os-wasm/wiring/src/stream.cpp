#include "spark_wiring_stream.h"

#include <string.h>

#include "scheduler.h"
#include "spark_wiring_ticks.h"

using namespace device_os;

int Stream::timed(int (Stream::*next)()) {
    const system_tick_t started = millis();
    for (;;) {
        const int byte = (this->*next)();
        const system_tick_t waited = millis() - started;
        if (byte >= 0) {
            return byte;
        }
        if (waited >= timeoutMs_) {
            return -1;
        }
        scheduler::idle(waited, timeoutMs_ - waited);
    }
}

int Stream::timedRead() {
    return timed(&Stream::read);
}

int Stream::timedPeek() {
    return timed(&Stream::peek);
}

size_t Stream::readBytes(char* buffer, size_t length) {
    size_t count = 0;
    while (count < length) {
        const int byte = timedRead();
        if (byte < 0) {
            break;
        }
        buffer[count++] = static_cast<char>(byte);
    }
    return count;
}

size_t Stream::readBytesUntil(char terminator, char* buffer, size_t length) {
    size_t count = 0;
    while (count < length) {
        const int byte = timedRead();
        if (byte < 0 || static_cast<char>(byte) == terminator) {
            break;
        }
        buffer[count++] = static_cast<char>(byte);
    }
    return count;
}

String Stream::readString() {
    String text;
    for (int byte = timedRead(); byte >= 0; byte = timedRead()) {
        text.concat(static_cast<char>(byte));
    }
    return text;
}

String Stream::readStringUntil(char terminator) {
    String text;
    for (int byte = timedRead(); byte >= 0 && static_cast<char>(byte) != terminator; byte = timedRead()) {
        text.concat(static_cast<char>(byte));
    }
    return text;
}

int Stream::peekNextDigit() {
    for (int byte = timedPeek(); byte >= 0; byte = timedPeek()) {
        if (byte == '-' || (byte >= '0' && byte <= '9')) {
            return byte;
        }
        read();
    }
    return -1;
}

namespace {

bool isDecimal(int byte) {
    return byte >= '0' && byte <= '9';
}

/** ParsedNumber of a number as they come; too many of them overflow, as on the device. */
struct ParsedNumber {
    void take(int byte) {
        if (byte == '-') {
            isNegative = true;
        } else if (isDecimal(byte)) {
            value = value * 10 + static_cast<uint32_t>(byte - '0');
        }
    }
    long signedValue() const { return static_cast<int32_t>(isNegative ? 0 - value : value); }

    bool isNegative = false;
    uint32_t value = 0;
};

}  // namespace

long Stream::parseInt(char skipped) {
    ParsedNumber number;
    int byte = peekNextDigit();
    if (byte < 0) {
        return 0;
    }
    do {
        if (byte != skipped) {
            number.take(byte);
        }
        read();
        byte = timedPeek();
    } while (isDecimal(byte) || byte == skipped);
    return number.signedValue();
}

float Stream::parseFloat(char skipped) {
    ParsedNumber number;
    bool isFraction = false;
    float scale = 1;
    int byte = peekNextDigit();
    if (byte < 0) {
        return 0;
    }
    do {
        if (byte == skipped) {
            // Passed over.
        } else if (byte == '.') {
            isFraction = true;
        } else {
            number.take(byte);
            if (isFraction && isDecimal(byte)) {
                scale = static_cast<float>(scale * 0.1);
            }
        }
        read();
        byte = timedPeek();
    } while (isDecimal(byte) || byte == '.' || byte == skipped);
    return static_cast<float>(number.signedValue()) * scale;
}

bool Stream::find(const char* target) {
    return findUntil(target, strlen(target), nullptr, 0);
}

bool Stream::find(const char* target, size_t length) {
    return findUntil(target, length, nullptr, 0);
}

bool Stream::findUntil(const char* target, const char* terminator) {
    return findUntil(target, strlen(target), terminator, terminator ? strlen(terminator) : 0);
}

bool Stream::findUntil(const char* target, size_t targetLength, const char* terminator, size_t terminatorLength) {
    size_t found = 0;
    size_t ended = 0;
    if (*target == '\0') {
        return true;
    }
    for (int byte = timedRead(); byte > 0; byte = timedRead()) {
        if (byte != target[found]) {
            found = 0;
        }
        if (byte == target[found] && ++found >= targetLength) {
            return true;
        }
        if (ended < terminatorLength && byte == terminator[ended]) {
            if (++ended >= terminatorLength) {
                return false;
            }
        } else {
            ended = 0;
        }
    }
    return false;
}
