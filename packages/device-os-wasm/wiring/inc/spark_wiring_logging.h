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

/** What a message has beside its text; what has no value says so. Source: Device OS v2.3.1 services/inc/logging.h. */
struct LogAttributes {
    const char* file = nullptr;
    int line = 0;
    const char* function = nullptr;
    /** millis() */
    uint32_t time = 0;
    intptr_t code = 0;
    const char* details = nullptr;
    bool has_file = false;
    bool has_line = false;
    bool has_function = false;
    bool has_time = false;
    bool has_code = false;
    bool has_details = false;
};

/** Where messages go. Exists from its construction on; there is none at first, so nothing is printed. */
class LogHandler {
public:
    explicit LogHandler(LogLevel level = LOG_LEVEL_INFO, LogCategoryFilters filters = {});
    virtual ~LogHandler();
    LogHandler(const LogHandler&) = delete;
    LogHandler& operator=(const LogHandler&) = delete;

    LogLevel level() const { return level_; }
    LogLevel level(const char* category) const;
    void message(const char* text, LogLevel level, const char* category, const LogAttributes& attributes);
    /** Output as it is, such as Log.print() makes. */
    void write(const char* data, size_t size, LogLevel level, const char* category);
    static const char* levelName(LogLevel level);

protected:
    virtual void logMessage(const char* text, LogLevel level, const char* category,
                            const LogAttributes& attributes) = 0;
    virtual void write(const char*, size_t) {}

private:
    static constexpr int MAX_FILTERS = 8;

    LogLevel level_;
    LogCategoryFilter filters_[MAX_FILTERS];
    int filterCount_ = 0;
};

/** Prints `0000000123 [app] INFO: text [code = -1, details = what else]`. */
class StreamLogHandler : public LogHandler {
public:
    explicit StreamLogHandler(Print& stream, LogLevel level = LOG_LEVEL_INFO, LogCategoryFilters filters = {})
        : LogHandler(level, filters), stream_(stream) {}

protected:
    void logMessage(const char* text, LogLevel level, const char* category, const LogAttributes& attributes) override;
    void write(const char* data, size_t size) override;
    Print* stream() const { return &stream_; }

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

/** Which handlers there are. Each that is constructed is among them already. */
class LogManager {
public:
    static LogManager* instance();
    /** False where there is no room. */
    bool addHandler(LogHandler* handler);
    void removeHandler(LogHandler* handler);
};

/** A message to be, with attributes: `Log.code(-1).details("…").error("…")`. */
class AttributedLogger {
public:
    explicit AttributedLogger(const char* category) : category_(category) {}

    AttributedLogger& code(intptr_t code);
    AttributedLogger& details(const char* details);

    void trace(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void info(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void warn(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void error(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void log(LogLevel level, const char* format, ...) const __attribute__((format(printf, 3, 4)));

private:
    const char* const category_;
    LogAttributes attributes_;
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

    AttributedLogger code(intptr_t code) const { return AttributedLogger(name_).code(code); }
    AttributedLogger details(const char* details) const { return AttributedLogger(name_).details(details); }

    /** Output as it is, at a level of trace unless stated, as the next ones. */
    void print(const char* text) const { print(LOG_LEVEL_TRACE, text); }
    void print(LogLevel level, const char* text) const { write(level, text, text ? strlen(text) : 0); }
    void printf(const char* format, ...) const __attribute__((format(printf, 2, 3)));
    void printf(LogLevel level, const char* format, ...) const __attribute__((format(printf, 3, 4)));
    void write(const char* data, size_t size) const { write(LOG_LEVEL_TRACE, data, size); }
    void write(LogLevel level, const char* data, size_t size) const;
    /** As hex digits. */
    void dump(const void* data, size_t size) const { dump(LOG_LEVEL_TRACE, data, size); }
    void dump(LogLevel level, const void* data, size_t size) const;

    bool isTraceEnabled() const { return isLevelEnabled(LOG_LEVEL_TRACE); }
    bool isInfoEnabled() const { return isLevelEnabled(LOG_LEVEL_INFO); }
    bool isWarnEnabled() const { return isLevelEnabled(LOG_LEVEL_WARN); }
    bool isErrorEnabled() const { return isLevelEnabled(LOG_LEVEL_ERROR); }
    bool isLevelEnabled(LogLevel level) const;

private:
    void vlog(LogLevel level, const char* format, va_list arguments) const __attribute__((format(printf, 3, 0)));
    void vprint(LogLevel level, const char* format, va_list arguments) const __attribute__((format(printf, 3, 0)));

    const char* const name_;
};

extern const Logger Log;

}  // namespace particle

#define LOG_CATEGORY(name) static const particle::Logger Log(name)
#define LOG_SOURCE_CATEGORY(name) static const particle::Logger Log(name);
#define LOG(level, ...) Log.log(LOG_LEVEL_##level, __VA_ARGS__)
#define LOG_C(level, category, ...) particle::Logger(category).log(LOG_LEVEL_##level, __VA_ARGS__)
#define LOG_PRINT(level, text) Log.print(LOG_LEVEL_##level, text)
#define LOG_PRINTF(level, ...) Log.printf(LOG_LEVEL_##level, __VA_ARGS__)
#define LOG_WRITE(level, data, size) Log.write(LOG_LEVEL_##level, data, size)
#define LOG_DUMP(level, data, size) Log.dump(LOG_LEVEL_##level, data, size)
#define LOG_ENABLED(level) Log.isLevelEnabled(LOG_LEVEL_##level)
/** For debug builds of Device OS; there is none of an application. */
#define LOG_DEBUG(level, ...) \
    do {                      \
    } while (false)
