#include "cloud_functions.h"

#include <string.h>

#include "board.h"
#include "growing_list.h"
#include "spark_wiring_cloud.h"

using namespace device_os;

namespace {

struct CloudFunction {
    String name;
    user_std_function_int_str_t function;
};

/** Made at the first use, because the application's own global constructors may already register. */
GrowingList<CloudFunction>& cloudFunctions() {
    static GrowingList<CloudFunction> list;
    return list;
}

CloudFunction* findFunction(const char* name) {
    return cloudFunctions().find([name](const CloudFunction& entry) { return strcmp(entry.name, name) == 0; });
}

}  // namespace

bool CloudClass::registerFunction(const char* name, user_std_function_int_str_t function) {
    const size_t length = name ? strlen(name) : 0;
    if (length == 0 || length > particle::detail::MAX_CLOUD_NAME || !function) {
        return false;
    }
    CloudFunction* entry = findFunction(name);
    if (!entry) {
        entry = cloudFunctions().add();
        entry->name = name;
        board::register_function(name, length);
    }
    entry->function = function;
    return true;
}

void cloud::callFunction(int32_t request, const char* name, const char* argument) {
    CloudFunction* const entry = findFunction(name);
    if (!entry) {
        board::answer_unknown(request);
        return;
    }
    board::answer_function(request, entry->function(String(argument)));
}
