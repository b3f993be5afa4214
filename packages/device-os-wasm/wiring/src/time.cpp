#include <string.h>

#include "board.h"
#include "scheduler.h"
#include "spark_wiring_ticks.h"
#include "spark_wiring_time.h"
#include "system_event.h"
#include "system_events.h"
#include "tasks.h"
#include "wall_clock.h"

using namespace device_os;

const char* const TIME_FORMAT_DEFAULT = "asctime";
const char* const TIME_FORMAT_ISO8601_FULL = "%Y-%m-%dT%H:%M:%S%z";

TimeClass Time;

namespace {

constexpr float SECONDS_PER_HOUR = 3600.0f;

time_t zoneSeconds = 0;
time_t dstSeconds = 3600;
bool dst = false;
const char* defaultFormat = TIME_FORMAT_DEFAULT;

/** setTime() was called: what to add to the board's clock, or to the uptime while that was never set. */
double shiftMs = 0;
bool wasSet = false;

bool isSet() {
    const double unixMs = board::unix_ms();
    return wasSet || unixMs == unixMs;
}

double clockMs() {
    const double unixMs = board::unix_ms();
    return (unixMs == unixMs ? unixMs : board::uptime_ms()) + shiftMs;
}

time_t offset() {
    return zoneSeconds + (dst ? dstSeconds : 0);
}

tm calendar(time_t time) {
    const time_t shifted = time + offset();
    tm fields;
    gmtime_r(&shifted, &fields);
    return fields;
}

time_t seconds(float hours) {
    return static_cast<time_t>(hours * SECONDS_PER_HOUR);
}

float hours(time_t seconds) {
    return static_cast<float>(seconds) / SECONDS_PER_HOUR;
}

String zoneText() {
    const time_t minutes = offset() / 60;
    if (minutes == 0) {
        return "Z";
    }
    const time_t distance = minutes < 0 ? -minutes : minutes;
    return String::format("%c%02d:%02d", minutes < 0 ? '-' : '+', static_cast<int>(distance / 60),
                          static_cast<int>(distance % 60));
}

}  // namespace

time_t TimeClass::now() {
    return static_cast<time_t>(clockMs() / 1000);
}

time_t TimeClass::local() {
    return now() + offset();
}

/** Source: Device OS v2.3.1 spark_wiring_time.cpp: who has no thread for the system waits for the cloud's answer. */
bool TimeClass::isValid() {
    const bool waits = scheduler::mode() == AUTOMATIC && !scheduler::isThreaded() && tasks::isApplication();
    const system_tick_t began = millis();
    while (!isSet() && waits && board::cloud_connected()) {
        scheduler::idle(millis() - began);
    }
    return isSet();
}

void TimeClass::setTime(time_t time) {
    shiftMs += static_cast<double>(time) * 1000 - clockMs();
    wasSet = true;
    systemEvents::handle(time_changed, time_changed_manually);
}

void wallClock::synchronized() {
    shiftMs = 0;
}

int TimeClass::hour(time_t time) { return calendar(time).tm_hour; }
int TimeClass::minute(time_t time) { return calendar(time).tm_min; }
int TimeClass::second(time_t time) { return calendar(time).tm_sec; }
int TimeClass::day(time_t time) { return calendar(time).tm_mday; }
int TimeClass::weekday(time_t time) { return calendar(time).tm_wday + 1; }
int TimeClass::month(time_t time) { return calendar(time).tm_mon + 1; }
int TimeClass::year(time_t time) { return calendar(time).tm_year + 1900; }

int TimeClass::hourFormat12(time_t time) {
    const int hour = TimeClass::hour(time) % 12;
    return hour == 0 ? 12 : hour;
}

void TimeClass::zone(float hours) {
    if (hours >= -12 && hours <= 14) {
        zoneSeconds = seconds(hours);
    }
}

float TimeClass::zone() { return hours(zoneSeconds); }
void TimeClass::beginDST() { dst = true; }
void TimeClass::endDST() { dst = false; }
uint8_t TimeClass::isDST() { return dst; }

void TimeClass::setDSTOffset(float hours) {
    if (hours >= 0 && hours <= 2) {
        dstSeconds = seconds(hours);
    }
}

float TimeClass::getDSTOffset() { return hours(dstSeconds); }

String TimeClass::format(time_t time, const char* format) {
    const char* const chosen = format ? format : defaultFormat;
    const tm fields = calendar(time);
    char text[128];
    if (strcmp(chosen, TIME_FORMAT_DEFAULT) == 0) {
        strftime(text, sizeof(text), "%a %b %e %H:%M:%S %Y", &fields);
        return String(text);
    }
    // strftime() of the C library knows no zone but UTC.
    String pattern(chosen);
    pattern.replace("%z", zoneText());
    const size_t size = strftime(text, sizeof(text), pattern, &fields);
    return String(text, static_cast<unsigned int>(size));
}

void TimeClass::setFormat(const char* format) {
    defaultFormat = format ? format : TIME_FORMAT_DEFAULT;
}

const char* TimeClass::getFormat() {
    return defaultFormat;
}
