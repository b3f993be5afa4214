#pragma once

extern "C" {

/**
 * Numbers as text into a buffer, which is what they answer. Only base ten knows a minus sign; ltoa() has capitals, the
 * others small letters. A base below 2 or above 36 is ten to ltoa(), and the others answer null.
 *
 * Source: Device OS v2.3.1 wiring/src/string_convert.cpp.
 */
char* itoa(int value, char* buffer, int base);
char* utoa(unsigned value, char* buffer, int base);
char* ltoa(long value, char* buffer, int base);
/** With at least that many digits. */
char* ultoa(unsigned long value, char* buffer, int base, char digits = 1);
}
