#include "cloud_variables.h"

#include <string.h>

#include "board.h"
#include "growing_list.h"
#include "spark_wiring_cloud.h"

using namespace device_os;

namespace {

/** Numbers known to src/run/imports/requests.ts. */
enum VariableType : int32_t { VARIABLE_BOOL = 0, VARIABLE_INT = 1, VARIABLE_DOUBLE = 2, VARIABLE_STRING = 3 };

/** Bytes of a string variable's value. Source: Device OS 0.8 to 2.x. */
constexpr size_t MAX_VARIABLE_VALUE = 622;

struct CloudVariable {
    String name;
    std::function<void(int32_t request)> answer;
};

GrowingList<CloudVariable>& cloudVariables() {
    static GrowingList<CloudVariable> list;
    return list;
}

CloudVariable* findVariable(const char* name) {
    return cloudVariables().find([name](const CloudVariable& entry) { return strcmp(entry.name, name) == 0; });
}

void answerText(int32_t request, const char* text) {
    const char* const value = text ? text : "";
    board::answer_text(request, value, strnlen(value, MAX_VARIABLE_VALUE));
}

bool registerVariable(const char* name, VariableType type, std::function<void(int32_t)> answer) {
    const size_t length = name ? strlen(name) : 0;
    if (length == 0 || length > particle::detail::MAX_CLOUD_NAME) {
        return false;
    }
    CloudVariable* entry = findVariable(name);
    if (!entry) {
        entry = cloudVariables().add();
        entry->name = name;
    }
    entry->answer = answer;
    board::register_variable(name, length, type);
    return true;
}

}  // namespace

bool CloudClass::registerBool(const char* name, std::function<bool()> read) {
    return registerVariable(name, VARIABLE_BOOL, [read](int32_t request) {
        board::answer_number(request, VARIABLE_BOOL, read());
    });
}

bool CloudClass::registerInt(const char* name, std::function<int32_t()> read) {
    return registerVariable(name, VARIABLE_INT, [read](int32_t request) {
        board::answer_number(request, VARIABLE_INT, read());
    });
}

bool CloudClass::registerDouble(const char* name, std::function<double()> read) {
    return registerVariable(name, VARIABLE_DOUBLE, [read](int32_t request) {
        board::answer_number(request, VARIABLE_DOUBLE, read());
    });
}

bool CloudClass::registerText(const char* name, std::function<const char*()> read) {
    return registerVariable(name, VARIABLE_STRING, [read](int32_t request) { answerText(request, read()); });
}

bool CloudClass::registerString(const char* name, std::function<String()> read) {
    return registerVariable(name, VARIABLE_STRING, [read](int32_t request) {
        const String value = read();
        answerText(request, value.c_str());
    });
}

void cloud::readVariable(int32_t request, const char* name) {
    CloudVariable* const entry = findVariable(name);
    if (entry) {
        entry->answer(request);
    } else {
        board::answer_unknown(request);
    }
}
