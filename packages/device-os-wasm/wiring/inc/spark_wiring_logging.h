#pragma once

#include <initializer_list>
#include <stdarg.h>
#include <stdint.h>

#include "spark_wiring_string.h"
#include "spark_wiring_usbserial.h"

/** Source: Device OS v2.3.1 wiring/inc/spark_wiring_logging.h. */
enum LogLevel {
    LOG_LEVEL_ALL = 1,
    LOG_LEVEL_TRACE = 1,
    LOG_LEVEL_INFO = 30,
    LOG_LEVEL_WARN = 40,
    LOG_LEVEL_ERROR = 50,
    LOG_LEVEL_PANIC = 60,
    LOG_LEVEL_NONE = 70,
};

#ifndef LOG_MODULE_CATEGORY
#define LOG_MODULE_CATEGORY "app"
#endif

namespace particle {

/** The lowest level that a handler takes of a category and those below it (`app` and `app.sensor`). */
struct LogCategoryFilter {
    LogCategoryFilter(const char* category, LogLevel level) : category(category), level(level) {}

    const char* category;
    LogLevel level;
};

typedef std::initializer_list<LogCategoryFilter> LogCategoryFilters;

/** Where messages go. Exists from its construction on; there is none at first, so nothing is printed. */
class LogHandler {
public:
    explicit LogHandler(LogLevel level = LOG_LEVEL_INFO, LogCategoryFilters filters = {});
    virtual ~LogHandler();
    LogHandler(const LogHandler&) = delete;
    LogHandler& operator=(const LogHandler&) = delete;

    LogLevel level() const { return level_; }
    LogLevel level(const char* category) const;
    void message(const char* text, LogLevel level, const char* category);
    static const char* levelName(LogLevel level);

protected:
    virtual void logMessage(const char* text, LogLevel level, const char* category) = 0;

private:
    static constexpr int MAX_FILTERS = 8;

    LogLevel level_;
    LogCategoryFilter filters_[MAX_FILTERS];
    int filterCount_ = 0;
};

/** Prints `0000000123 [app] INFO: text`. */
class StreamLogHandler : public LogHandler {
public:
    explicit StreamLogHandler(Print& stream, LogLevel level = LOG_LEVEL_INFO, LogCategoryFilters filters = {})
        : LogHandler(level, filters), stream_(stream) {}

protected:
    void logMessage(const char* text, LogLevel level, const char* category) override;

private:
    Print& stream_;
};

class SerialLogHandler : public StreamLogHandler {
public:
    explicit SerialLogHandler(LogLevel level = LOG_LEVEL_INFO, LogCategoryFilters filters = {});
    explicit SerialLogHandler(int baud, LogLevel level = LOG_LEVEL_INFO, LogCategoryFilters filters = {});
};

class Serial1LogHandler : public StreamLogHandler {
public:
    explicit Serial1LogHandler(LogLevel level = LOG_LEVEL_INFO, LogCategoryFilters filters = {});
    explicit Serial1LogHandler(int baud, LogLevel level = LOG_LEVEL_INFO, LogCategoryFilters filters = {});
};

/** Writes messages of one category. */
class Logger {
public:
    explicit constexpr Logger(const char* name = LOG_MODULE_CATEGORY) : name_(name) {}

    const char* name() const { return name_; }

    void trace(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void info(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void warn(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void error(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void log(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void log(LogLevel level, const char* format, ...) const __attribute__((format(printf, 3, 4)));
    void operator()(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void operator()(LogLevel level, const char* format, ...) const __attribute__((format(printf, 3, 4)));

    bool isTraceEnabled() const { return isLevelEnabled(LOG_LEVEL_TRACE); }
    bool isInfoEnabled() const { return isLevelEnabled(LOG_LEVEL_INFO); }
    bool isWarnEnabled() const { return isLevelEnabled(LOG_LEVEL_WARN); }
    bool isErrorEnabled() const { return isLevelEnabled(LOG_LEVEL_ERROR); }
    bool isLevelEnabled(LogLevel level) const;

private:
    void vlog(LogLevel level, const char* format, va_list arguments) const __attribute__((format(printf, 3, 0)));

    const char* const name_;
};

extern const Logger Log;

}  // namespace particle

#define LOG_CATEGORY(name) static const particle::Logger Log(name)
#define LOG_SOURCE_CATEGORY(name) static const particle::Logger Log(name);
#define LOG(level, ...) Log.log(LOG_LEVEL_##level, __VA_ARGS__)
