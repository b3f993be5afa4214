#include "spark_wiring_stream.h"

#include <stdlib.h>

#include "scheduler.h"
#include "spark_wiring_ticks.h"

using namespace device_os;

int Stream::timedPeek() {
    const system_tick_t started = millis();
    while (available() <= 0) {
        const system_tick_t waited = millis() - started;
        if (waited >= timeoutMs_) {
            return -1;
        }
        scheduler::idle(waited, timeoutMs_ - waited);
    }
    return peek();
}

int Stream::timedRead() {
    return timedPeek() < 0 ? -1 : read();
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

long Stream::parseInt() {
    char digits[24] = {};
    size_t count = 0;
    for (int byte = peekNextDigit(); byte >= 0; byte = timedPeek()) {
        const bool isSign = byte == '-' && count == 0;
        if ((!isSign && (byte < '0' || byte > '9')) || count == sizeof(digits) - 1) {
            break;
        }
        digits[count++] = static_cast<char>(read());
    }
    return strtol(digits, nullptr, 10);
}

float Stream::parseFloat() {
    char digits[40] = {};
    size_t count = 0;
    for (int byte = peekNextDigit(); byte >= 0; byte = timedPeek()) {
        const bool isSign = byte == '-' && count == 0;
        if ((!isSign && byte != '.' && (byte < '0' || byte > '9')) || count == sizeof(digits) - 1) {
            break;
        }
        digits[count++] = static_cast<char>(read());
    }
    return strtof(digits, nullptr);
}

bool Stream::find(const char* target) {
    return findUntil(target, nullptr);
}

bool Stream::findUntil(const char* target, const char* terminator) {
    const size_t length = strlen(target);
    String recent;
    const size_t longest = terminator && strlen(terminator) > length ? strlen(terminator) : length;
    while (length > 0) {
        if (recent.endsWith(target)) {
            return true;
        }
        if (terminator && *terminator && recent.endsWith(terminator)) {
            return false;
        }
        const int byte = timedRead();
        if (byte < 0) {
            return false;
        }
        recent.concat(static_cast<char>(byte));
        if (recent.length() > longest) {
            recent.remove(0, 1);
        }
    }
    return true;
}
