#include "string_convert.h"


namespace {

char* writeDigits(unsigned long value, char* buffer, unsigned base, int atLeast, unsigned ten) {
    char digits[sizeof(value) * 8];
    int count = 0;
    do {
        const unsigned digit = static_cast<unsigned>(value % base);
        digits[count++] = static_cast<char>(digit < 10 ? '0' + digit : ten + digit - 10);
        value /= base;
    } while (value > 0);
    char* end = buffer;
    for (int missing = atLeast - count; missing > 0; missing--) {
        *end++ = '0';
    }
    while (count > 0) {
        *end++ = digits[--count];
    }
    *end = 0;
    return buffer;
}

bool isBase(int base) {
    return base >= 2 && base <= 36;
}

unsigned long signless(long value, char*& end) {
    *end++ = '-';
    return 0 - static_cast<unsigned long>(value);
}

}  // namespace

extern "C" {

char* ultoa(unsigned long value, char* buffer, int base, char digits) {
    return isBase(base) ? writeDigits(value, buffer, static_cast<unsigned>(base), digits, 'a') : nullptr;
}

char* utoa(unsigned value, char* buffer, int base) {
    return ultoa(value, buffer, base);
}

char* itoa(int value, char* buffer, int base) {
    char* end = buffer;
    const unsigned long bits = value < 0 && base == 10 ? signless(value, end) : static_cast<unsigned>(value);
    return ultoa(bits, end, base) ? buffer : nullptr;
}

char* ltoa(long value, char* buffer, int base) {
    const int known = isBase(base) ? base : 10;
    char* end = buffer;
    const unsigned long bits = value < 0 && known == 10 ? signless(value, end) : static_cast<unsigned long>(value);
    writeDigits(bits, end, static_cast<unsigned>(known), 1, 'A');
    return buffer;
}
}
