#include "spark_wiring_logging.h"

#include <stdio.h>
#include <string.h>

#include "spark_wiring_ticks.h"

namespace particle {

namespace {

/** Bytes of a message, with its terminator; what is longer ends in `~`. Source: Device OS v2.3.1 LOG_MAX_STRING_LENGTH. */
constexpr size_t MAX_MESSAGE = 160;

constexpr int MAX_LOG_HANDLERS = 8;
LogHandler* logHandlers[MAX_LOG_HANDLERS];

/** The category is the filter's, or lies below it. */
bool belongsTo(const char* category, const char* filter) {
    const size_t length = strlen(filter);
    return strncmp(category, filter, length) == 0 && (category[length] == 0 || category[length] == '.');
}

}  // namespace

const Logger Log("app");

LogHandler::LogHandler(LogLevel level, LogCategoryFilters filters)
    : level_(level),
      filters_{{"", level}, {"", level}, {"", level}, {"", level}, {"", level}, {"", level}, {"", level}, {"", level}} {
    for (const LogCategoryFilter& filter : filters) {
        if (filterCount_ < MAX_FILTERS) {
            filters_[filterCount_++] = filter;
        }
    }
    for (LogHandler*& slot : logHandlers) {
        if (!slot) {
            slot = this;
            break;
        }
    }
}

LogHandler::~LogHandler() {
    for (LogHandler*& slot : logHandlers) {
        if (slot == this) {
            slot = nullptr;
        }
    }
}

LogLevel LogHandler::level(const char* category) const {
    size_t longest = 0;
    LogLevel level = level_;
    for (int i = 0; i < filterCount_; i++) {
        const LogCategoryFilter& filter = filters_[i];
        if (strlen(filter.category) >= longest && belongsTo(category, filter.category)) {
            longest = strlen(filter.category);
            level = filter.level;
        }
    }
    return level;
}

void LogHandler::message(const char* text, LogLevel messageLevel, const char* category) {
    if (messageLevel >= level(category)) {
        logMessage(text, messageLevel, category);
    }
}

const char* LogHandler::levelName(LogLevel level) {
    return level < LOG_LEVEL_INFO    ? "TRACE"
           : level < LOG_LEVEL_WARN  ? "INFO"
           : level < LOG_LEVEL_ERROR ? "WARN"
           : level < LOG_LEVEL_PANIC ? "ERROR"
                                     : "PANIC";
}

void StreamLogHandler::logMessage(const char* text, LogLevel level, const char* category) {
    stream_.printf("%010lu [%s] %s: ", static_cast<unsigned long>(millis()), category, levelName(level));
    stream_.println(text);
}

SerialLogHandler::SerialLogHandler(LogLevel level, LogCategoryFilters filters)
    : StreamLogHandler(Serial, level, filters) {
    Serial.begin();
}

SerialLogHandler::SerialLogHandler(int baud, LogLevel level, LogCategoryFilters filters)
    : StreamLogHandler(Serial, level, filters) {
    Serial.begin(static_cast<unsigned long>(baud));
}

Serial1LogHandler::Serial1LogHandler(LogLevel level, LogCategoryFilters filters)
    : StreamLogHandler(Serial1, level, filters) {
    Serial1.begin();
}

Serial1LogHandler::Serial1LogHandler(int baud, LogLevel level, LogCategoryFilters filters)
    : StreamLogHandler(Serial1, level, filters) {
    Serial1.begin(static_cast<unsigned long>(baud));
}

bool Logger::isLevelEnabled(LogLevel level) const {
    for (const LogHandler* const handler : logHandlers) {
        if (handler && level >= handler->level(name_)) {
            return true;
        }
    }
    return false;
}

void Logger::vlog(LogLevel level, const char* format, va_list arguments) const {
    if (!isLevelEnabled(level)) {
        return;
    }
    char text[MAX_MESSAGE];
    if (vsnprintf(text, sizeof(text), format, arguments) >= static_cast<int>(sizeof(text))) {
        text[sizeof(text) - 2] = '~';
    }
    for (LogHandler* const handler : logHandlers) {
        if (handler) {
            handler->message(text, level, name_);
        }
    }
}

#define DEVICE_OS_LOG(level)           \
    do {                               \
        va_list arguments;             \
        va_start(arguments, format);   \
        vlog(level, format, arguments); \
        va_end(arguments);             \
    } while (false)

void Logger::trace(const char* format, ...) const { DEVICE_OS_LOG(LOG_LEVEL_TRACE); }
void Logger::info(const char* format, ...) const { DEVICE_OS_LOG(LOG_LEVEL_INFO); }
void Logger::warn(const char* format, ...) const { DEVICE_OS_LOG(LOG_LEVEL_WARN); }
void Logger::error(const char* format, ...) const { DEVICE_OS_LOG(LOG_LEVEL_ERROR); }
void Logger::log(const char* format, ...) const { DEVICE_OS_LOG(LOG_LEVEL_INFO); }
void Logger::log(LogLevel level, const char* format, ...) const { DEVICE_OS_LOG(level); }
void Logger::operator()(const char* format, ...) const { DEVICE_OS_LOG(LOG_LEVEL_INFO); }
void Logger::operator()(LogLevel level, const char* format, ...) const { DEVICE_OS_LOG(level); }

#undef DEVICE_OS_LOG

}  // namespace particle
