#pragma once

/**
 * Results of Device OS, each as ERROR(name, number, message). Source: Device OS v2.3.1 services/inc/system_error.h,
 * without the errors of parts that a Photon does not have.
 */
#define SYSTEM_ERRORS(ERROR)                                     \
    ERROR(NONE, 0, "")                                           \
    ERROR(UNKNOWN, -100, "Unknown error")                        \
    ERROR(BUSY, -110, "Resource busy")                           \
    ERROR(NOT_SUPPORTED, -120, "Not supported")                  \
    ERROR(NOT_ALLOWED, -130, "Not allowed")                      \
    ERROR(CANCELLED, -140, "Operation cancelled")                \
    ERROR(ABORTED, -150, "Operation aborted")                    \
    ERROR(TIMEOUT, -160, "Timeout error")                        \
    ERROR(NOT_FOUND, -170, "Not found")                          \
    ERROR(ALREADY_EXISTS, -180, "Already exists")                \
    ERROR(TOO_LARGE, -190, "Too large data")                     \
    ERROR(NOT_ENOUGH_DATA, -191, "Not enough data")              \
    ERROR(LIMIT_EXCEEDED, -200, "Limit exceeded")                \
    ERROR(END_OF_STREAM, -201, "End of stream")                  \
    ERROR(INVALID_STATE, -210, "Invalid state")                  \
    ERROR(IO, -220, "IO error")                                  \
    ERROR(WOULD_BLOCK, -221, "Would block")                      \
    ERROR(FILE, -225, "File error")                              \
    ERROR(NETWORK, -230, "Network error")                        \
    ERROR(PROTOCOL, -240, "Protocol error")                      \
    ERROR(INTERNAL, -250, "Internal error")                      \
    ERROR(NO_MEMORY, -260, "Memory allocation error")            \
    ERROR(INVALID_ARGUMENT, -270, "Invalid argument")            \
    ERROR(BAD_DATA, -280, "Invalid data format")                 \
    ERROR(OUT_OF_RANGE, -290, "Out of range")                    \
    ERROR(DEPRECATED, -300, "Deprecated")                        \
    ERROR(COAP, -1000, "CoAP error")                             \
    ERROR(COAP_4XX, -1100, "CoAP: 4xx")                          \
    ERROR(COAP_5XX, -1132, "CoAP: 5xx")

#define SYSTEM_ERROR_VALUE(name, number, message) SYSTEM_ERROR_##name = number,
enum system_error_t { SYSTEM_ERRORS(SYSTEM_ERROR_VALUE) };
#undef SYSTEM_ERROR_VALUE

/** What people call it; for a number that is none of these, what UNKNOWN is called. */
const char* system_error_message(int error, void* reserved = nullptr);
