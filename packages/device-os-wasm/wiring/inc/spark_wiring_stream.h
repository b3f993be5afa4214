#pragma once

#include "spark_wiring_print.h"
#include "system_tick_hal.h"

/** Something to read from, byte by byte, with a time limit for the reading methods below. */
class Stream : public Print {
public:
    virtual int available() = 0;
    /** -1 when there is none. */
    virtual int read() = 0;
    virtual int peek() = 0;
    virtual void flush() = 0;

    /** Default 1000 ms. */
    void setTimeout(system_tick_t timeoutMs) { timeoutMs_ = timeoutMs; }

    size_t readBytes(char* buffer, size_t length);
    /** The terminator is taken from the stream and not stored. */
    size_t readBytesUntil(char terminator, char* buffer, size_t length);
    String readString();
    String readStringUntil(char terminator);
    /** Skips to a digit or minus sign; 0 when the time is over. */
    long parseInt();
    float parseFloat();
    bool find(const char* target);
    bool findUntil(const char* target, const char* terminator);

protected:
    /** The next byte, or -1 when the time is over. */
    int timedRead();
    int timedPeek();

private:
    int peekNextDigit();

    system_tick_t timeoutMs_ = 1000;
};
