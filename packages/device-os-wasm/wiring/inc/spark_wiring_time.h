#pragma once

#include <time.h>

#include "spark_wiring_string.h"

/** As asctime() prints it, without the line end. */
extern const char* const TIME_FORMAT_DEFAULT;
/** `2022-11-23T18:21:34Z`, or with the offset of the zone. */
extern const char* const TIME_FORMAT_ISO8601_FULL;

/**
 * Calendar time, in the zone that zone() sets (UTC at first) plus daylight saving where beginDST() was called.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_time.h.
 */
class TimeClass {
public:
    /** Seconds since 1970 in UTC; since power-on while the clock was never set. */
    static time_t now();
    /** now() in the zone, for the fields below. */
    static time_t local();
    static bool isValid();
    static void setTime(time_t time);

    static int hour() { return hour(now()); }
    static int hour(time_t time);
    static int hourFormat12() { return hourFormat12(now()); }
    static int hourFormat12(time_t time);
    static uint8_t isAM() { return isAM(now()); }
    static uint8_t isAM(time_t time) { return hour(time) < 12; }
    static uint8_t isPM() { return isPM(now()); }
    static uint8_t isPM(time_t time) { return !isAM(time); }
    static int minute() { return minute(now()); }
    static int minute(time_t time);
    static int second() { return second(now()); }
    static int second(time_t time);
    static int day() { return day(now()); }
    static int day(time_t time);
    /** 1 is Sunday. */
    static int weekday() { return weekday(now()); }
    static int weekday(time_t time);
    /** 1 is January. */
    static int month() { return month(now()); }
    static int month(time_t time);
    static int year() { return year(now()); }
    static int year(time_t time);

    /** Hours, -12 to +14; anything else is ignored. */
    static void zone(float hours);
    static float zone();
    static void beginDST();
    static void endDST();
    static uint8_t isDST();
    /** Hours, 0 to 2; at first 1. */
    static void setDSTOffset(float hours);
    static float getDSTOffset();

    static String timeStr() { return timeStr(now()); }
    static String timeStr(time_t time) { return format(time, TIME_FORMAT_DEFAULT); }
    /** One of the formats above, or one of strftime(). */
    static String format(time_t time, const char* format = nullptr);
    static String format() { return TimeClass::format(now()); }
    static String format(const char* format) { return TimeClass::format(now(), format); }
    static void setFormat(const char* format);
    static const char* getFormat();
};

extern TimeClass Time;
