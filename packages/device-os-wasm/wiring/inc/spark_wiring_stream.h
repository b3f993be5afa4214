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

    virtual size_t readBytes(char* buffer, size_t length);
    /** The terminator is taken from the stream and not stored. */
    size_t readBytesUntil(char terminator, char* buffer, size_t length);
    String readString();
    String readStringUntil(char terminator);
    /** Skips to a digit or minus sign; 0 when the time is over. */
    long parseInt() { return parseInt(NO_SKIP); }
    float parseFloat() { return parseFloat(NO_SKIP); }
    /**
     * Reads until the target has come; false when the time is over, or the terminator came first. As on the device, a
     * byte that does not continue the target begins the search anew: "aab" is not found in "aaab".
     */
    bool find(const char* target);
    bool find(const char* target, size_t length);
    bool findUntil(const char* target, const char* terminator);
    bool findUntil(const char* target, size_t targetLength, const char* terminator, size_t terminatorLength);

protected:
    /** The next byte, or -1 when the time is over. */
    int timedRead();
    int timedPeek();
    int peekNextDigit();
    /** This character, such as the comma of "1,000", is passed over. */
    long parseInt(char skipped);
    float parseFloat(char skipped);

private:
    /** In no number. */
    static constexpr char NO_SKIP = 1;

    /** Asks for a byte until there is one. */
    int timed(int (Stream::*next)());

    system_tick_t timeoutMs_ = 1000;
};
