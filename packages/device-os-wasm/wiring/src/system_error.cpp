#include "system_error.h"

const char* system_error_message(int error, void*) {
    switch (error) {
#define SYSTEM_ERROR_CASE(name, number, message) \
    case number:                                 \
        return message;
        SYSTEM_ERRORS(SYSTEM_ERROR_CASE)
#undef SYSTEM_ERROR_CASE
        default:
            return system_error_message(SYSTEM_ERROR_UNKNOWN);
    }
}
