#pragma once

#include "spark_wiring_string.h"
#include "system_error.h"

namespace particle {

/** Why something failed. Source: Device OS v2.3.1 wiring/inc/spark_wiring_error.h. */
class Error {
public:
#define SYSTEM_ERROR_TYPE(name, number, message) name = number,
    enum Type { SYSTEM_ERRORS(SYSTEM_ERROR_TYPE) };
#undef SYSTEM_ERROR_TYPE

    Error(Type type = UNKNOWN) : type_(type) {}
    Error(Type type, const char* message) : type_(type), hasMessage_(message != nullptr), message_(message) {}

    Type type() const { return type_; }
    /** Its own, else that of its type. */
    const char* message() const { return hasMessage_ ? message_.c_str() : system_error_message(type_); }

    bool operator==(const Error& other) const { return type_ == other.type_; }
    bool operator!=(const Error& other) const { return type_ != other.type_; }
    bool operator==(Type type) const { return type_ == type; }
    bool operator!=(Type type) const { return type_ != type; }

private:
    Type type_;
    bool hasMessage_ = false;
    String message_;
};

}  // namespace particle
