#include "spark_wiring_logging.h"

#include <stdio.h>
#include <string.h>

#include "spark_wiring_ticks.h"
#include "spark_wiring_usartserial.h"

namespace particle {

namespace {

/** Bytes of a message, with its terminator; what is longer ends in `~`. Source: Device OS v2.3.1 LOG_MAX_STRING_LENGTH. */
constexpr size_t MAX_MESSAGE = 160;

/** Bytes that dump() prints at a time. */
constexpr size_t DUMPED_BYTES = 16;

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
    LogManager::instance()->addHandler(this);
}

LogHandler::~LogHandler() {
    LogManager::instance()->removeHandler(this);
}

LogManager* LogManager::instance() {
    static LogManager manager;
    return &manager;
}

bool LogManager::addHandler(LogHandler* handler) {
    LogHandler** free = nullptr;
    for (LogHandler*& slot : logHandlers) {
        if (slot == handler) {
            return true;
        }
        free = slot || free ? free : &slot;
    }
    if (free) {
        *free = handler;
    }
    return free;
}

void LogManager::removeHandler(LogHandler* handler) {
    for (LogHandler*& slot : logHandlers) {
        if (slot == handler) {
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

void LogHandler::message(const char* text, LogLevel messageLevel, const char* category,
                         const LogAttributes& attributes) {
    if (messageLevel >= level(category)) {
        logMessage(text, messageLevel, category, attributes);
    }
}

void LogHandler::write(const char* data, size_t size, LogLevel dataLevel, const char* category) {
    if (dataLevel >= level(category)) {
        write(data, size);
    }
}

const char* LogHandler::levelName(LogLevel level) {
    return level < LOG_LEVEL_INFO    ? "TRACE"
           : level < LOG_LEVEL_WARN  ? "INFO"
           : level < LOG_LEVEL_ERROR ? "WARN"
           : level < LOG_LEVEL_PANIC ? "ERROR"
                                     : "PANIC";
}

void StreamLogHandler::logMessage(const char* text, LogLevel level, const char* category,
                                  const LogAttributes& attributes) {
    stream_.printf("%010lu [%s] %s: ", static_cast<unsigned long>(attributes.time), category, levelName(level));
    stream_.print(text);
    if (attributes.has_code || attributes.has_details) {
        stream_.print(" [");
        if (attributes.has_code) {
            stream_.printf("code = %ld", static_cast<long>(attributes.code));
        }
        if (attributes.has_details) {
            stream_.printf("%sdetails = %s", attributes.has_code ? ", " : "", attributes.details);
        }
        stream_.print("]");
    }
    stream_.println();
}

void StreamLogHandler::write(const char* data, size_t size) {
    stream_.write(reinterpret_cast<const uint8_t*>(data), size);
}

SerialLogHandler::SerialLogHandler(LogLevel level, LogCategoryFilters filters)
    : StreamLogHandler(Serial, level, filters) {
    Serial.begin();
}

SerialLogHandler::SerialLogHandler(int baud, LogLevel level, LogCategoryFilters filters)
    : StreamLogHandler(Serial, level, filters) {
    Serial.begin(static_cast<long>(baud));
}

Serial1LogHandler::Serial1LogHandler(LogLevel level, LogCategoryFilters filters)
    : StreamLogHandler(Serial1, level, filters) {
    Serial1.begin(9600);
}

Serial1LogHandler::Serial1LogHandler(int baud, LogLevel level, LogCategoryFilters filters)
    : StreamLogHandler(Serial1, level, filters) {
    Serial1.begin(static_cast<unsigned long>(baud));
}

namespace {

bool isWanted(LogLevel level, const char* category) {
    for (const LogHandler* const handler : logHandlers) {
        if (handler && level >= handler->level(category)) {
            return true;
        }
    }
    return false;
}

__attribute__((format(printf, 4, 0)))
void send(LogLevel level, const char* category, LogAttributes attributes, const char* format, va_list arguments) {
    if (!isWanted(level, category)) {
        return;
    }
    char text[MAX_MESSAGE];
    if (vsnprintf(text, sizeof(text), format, arguments) >= static_cast<int>(sizeof(text))) {
        text[sizeof(text) - 2] = '~';
    }
    attributes.time = millis();
    attributes.has_time = true;
    for (LogHandler* const handler : logHandlers) {
        if (handler) {
            handler->message(text, level, category, attributes);
        }
    }
}

}  // namespace

bool Logger::isLevelEnabled(LogLevel level) const {
    return isWanted(level, name_);
}

void Logger::vlog(LogLevel level, const char* format, va_list arguments) const {
    send(level, name_, LogAttributes(), format, arguments);
}

void Logger::vprint(LogLevel level, const char* format, va_list arguments) const {
    char text[MAX_MESSAGE];
    const int needed = vsnprintf(text, sizeof(text), format, arguments);
    if (needed >= static_cast<int>(sizeof(text))) {
        text[sizeof(text) - 2] = '~';
    }
    print(level, text);
}

void Logger::write(LogLevel level, const char* data, size_t size) const {
    for (LogHandler* const handler : logHandlers) {
        if (handler && data) {
            handler->write(data, size, level, name_);
        }
    }
}

void Logger::dump(LogLevel level, const void* data, size_t size) const {
    const uint8_t* const bytes = static_cast<const uint8_t*>(data);
    for (size_t at = 0; at < size; at += DUMPED_BYTES) {
        char digits[2 * DUMPED_BYTES + 1];
        const size_t count = size - at < DUMPED_BYTES ? size - at : DUMPED_BYTES;
        for (size_t i = 0; i < count; i++) {
            snprintf(digits + 2 * i, 3, "%02x", bytes[at + i]);
        }
        write(level, digits, 2 * count);
    }
}

AttributedLogger& AttributedLogger::code(intptr_t code) {
    attributes_.code = code;
    attributes_.has_code = true;
    return *this;
}

AttributedLogger& AttributedLogger::details(const char* details) {
    attributes_.details = details;
    attributes_.has_details = true;
    return *this;
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

#define DEVICE_OS_LOG(call)          \
    do {                             \
        va_list arguments;           \
        va_start(arguments, format); \
        call;                        \
        va_end(arguments);           \
    } while (false)
#define DEVICE_OS_SEND(level) DEVICE_OS_LOG(send(level, category_, attributes_, format, arguments))

void AttributedLogger::trace(const char* format, ...) const { DEVICE_OS_SEND(LOG_LEVEL_TRACE); }
void AttributedLogger::info(const char* format, ...) const { DEVICE_OS_SEND(LOG_LEVEL_INFO); }
void AttributedLogger::warn(const char* format, ...) const { DEVICE_OS_SEND(LOG_LEVEL_WARN); }
void AttributedLogger::error(const char* format, ...) const { DEVICE_OS_SEND(LOG_LEVEL_ERROR); }
void AttributedLogger::log(LogLevel level, const char* format, ...) const { DEVICE_OS_SEND(level); }
void Logger::printf(const char* format, ...) const { DEVICE_OS_LOG(vprint(LOG_LEVEL_TRACE, format, arguments)); }
void Logger::printf(LogLevel level, const char* format, ...) const { DEVICE_OS_LOG(vprint(level, format, arguments)); }

#undef DEVICE_OS_SEND
#undef DEVICE_OS_LOG

}  // namespace particle
