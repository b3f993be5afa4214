#pragma once

#include <stdint.h>
#include <time.h>

#include "spark_wiring_async.h"
#include "spark_wiring_cloud_disconnect.h"
#include "spark_wiring_flags.h"
#include "spark_wiring_std.h"
#include "spark_wiring_string.h"
#include "spark_wiring_system.h"
#include "spark_wiring_unavailable.h"
#include "system_tick_hal.h"

struct PublishFlagType;
/** How an event travels; combine with `|`. */
typedef particle::Flags<PublishFlagType, uint8_t> PublishFlags;
typedef PublishFlags::FlagType PublishFlag;

constexpr PublishFlag PUBLIC{0};
constexpr PublishFlag PRIVATE{1};
constexpr PublishFlag NO_ACK{2};
constexpr PublishFlag WITH_ACK{8};

/** Seconds an event lives when its publisher states nothing. */
constexpr int DEFAULT_CLOUD_EVENT_TTL = 60;

enum Spark_Subscription_Scope_TypeDef { MY_DEVICES, ALL_DEVICES };

/** Tags of the older `variable(name, &value, INT)`. */
struct CloudVariableTypeBool {};
struct CloudVariableTypeInt {};
struct CloudVariableTypeDouble {};
struct CloudVariableTypeString {};
constexpr CloudVariableTypeBool BOOLEAN{};
constexpr CloudVariableTypeInt INT{};
constexpr CloudVariableTypeDouble DOUBLE{};
constexpr CloudVariableTypeString STRING{};

namespace particle {

/** For Particle.publishVitals(). */
constexpr system_tick_t NOW = static_cast<system_tick_t>(-1);

}  // namespace particle

typedef int(user_function_int_str_t)(String);
typedef std::function<int(String)> user_std_function_int_str_t;
typedef void (*EventHandler)(const char* name, const char* data);
typedef std::function<void(const char*, const char*)> wiring_event_handler_t;

namespace particle {
namespace detail {

/** Bytes of an event, function or variable name. Source: Device OS 0.8 to 2.x protocol_defs.h. */
constexpr unsigned int MAX_CLOUD_NAME = 64;

template <typename T>
constexpr bool isTooLongLiteral() {
    return std::is_array<T>::value && sizeof(T) > MAX_CLOUD_NAME + 1;
}

}  // namespace detail
}  // namespace particle

/**
 * The cloud. Limits of Device OS 0.8 to 2.x: longer event names (64 bytes) and data (622) are cut without a word.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_cloud.h.
 */
class CloudClass {
public:
    /** The first argument names the function the cloud calls; at most 64 bytes, else the answer is false. */
    template <typename Name, typename Function>
    static bool function(const Name& name, Function function) {
        static_assert(!particle::detail::isTooLongLiteral<Name>(), "a function name has at most 64 characters");
        return registerFunction(name, user_std_function_int_str_t(function));
    }
    template <typename Name, typename Class>
    static bool function(const Name& name, int (Class::*method)(String), Class* instance) {
        static_assert(!particle::detail::isTooLongLiteral<Name>(), "a function name has at most 64 characters");
        return registerFunction(name, [method, instance](String argument) { return (instance->*method)(argument); });
    }

    /**
     * The value is read when the cloud asks for it, so it must live as long. Takes bool, integers of up to 32
     * bits, double, String, text, and anything callable that answers one of those.
     */
    template <typename Name, typename T>
    static bool variable(const Name& name, const T& value) {
        static_assert(!particle::detail::isTooLongLiteral<Name>(), "a variable name has at most 64 characters");
        return readVariable(name, value, Kind<T>());
    }
    template <typename Name>
    static bool variable(const Name& name, const bool* value, const CloudVariableTypeBool&) {
        return variable(name, *value);
    }
    template <typename Name>
    static bool variable(const Name& name, const int* value, const CloudVariableTypeInt&) {
        return variable(name, *value);
    }
    template <typename Name>
    static bool variable(const Name& name, const long* value, const CloudVariableTypeInt&) {
        return variable(name, *value);
    }
    template <typename Name>
    static bool variable(const Name& name, const uint32_t* value, const CloudVariableTypeInt&) {
        return variable(name, *value);
    }
    template <typename Name>
    static bool variable(const Name& name, const double* value, const CloudVariableTypeDouble&) {
        return variable(name, *value);
    }
    template <typename Name>
    static bool variable(const Name& name, const char* value, const CloudVariableTypeString&) {
        return registerText(name, [value]() { return value; });
    }
    template <typename Name>
    static bool variable(const Name& name, const uint8_t* value, const CloudVariableTypeString& type) {
        return variable(name, reinterpret_cast<const char*>(value), type);
    }
    template <typename Name>
    static bool variable(const Name& name, const String* value, const CloudVariableTypeString&) {
        return variable(name, *value);
    }
    template <typename Name, typename T, size_t Size>
    static bool variable(const Name&, const T (*)[Size], const CloudVariableTypeString&) {
        static_assert(sizeof(T) == 0, "Particle.variable(name, text, STRING) takes the array itself, without & before it");
        return false;
    }
    template <typename Name, typename T>
    static typename std::enable_if<std::is_same<T, String>::value, bool>::type variable(const Name&, const T&,
                                                                                       const CloudVariableTypeString&) {
        static_assert(sizeof(T) == 0, "Particle.variable(name, text, STRING) takes char[]: for a String, leave STRING out");
        return false;
    }
    /** A method that answers a value of one of the types above. */
    template <typename Name, typename Result, typename Class>
    static bool variable(const Name& name, Result (Class::*method)() const, const Class* instance) {
        return variable(name, [method, instance]() { return (instance->*method)(); });
    }
    template <typename Name, typename Result, typename Class>
    static bool variable(const Name& name, Result (Class::*method)(), Class* instance) {
        return variable(name, [method, instance]() { return (instance->*method)(); });
    }

    /**
     * True when the event was handed to the cloud. Refused when it is the fifth attempt within a second.
     * WITH_ACK: known once the cloud has answered; using the result waits for that.
     */
    static particle::Future<bool> publish(const char* name) { return publishEvent(name, nullptr, defaultTtl(), PUBLIC); }
    static particle::Future<bool> publish(const char* name, PublishFlags flags, PublishFlags more = PublishFlags()) {
        return publishEvent(name, nullptr, defaultTtl(), flags | more);
    }
    static particle::Future<bool> publish(const char* name, const char* data) {
        return publishEvent(name, data, defaultTtl(), PUBLIC);
    }
    static particle::Future<bool> publish(const char* name, const char* data, PublishFlags flags,
                                          PublishFlags more = PublishFlags()) {
        return publishEvent(name, data, defaultTtl(), flags | more);
    }
    static particle::Future<bool> publish(const char* name, const char* data, int ttlSeconds,
                                          PublishFlags flags = PUBLIC, PublishFlags more = PublishFlags()) {
        return publishEvent(name, data, ttlSeconds, flags | more);
    }

    static particle::Future<bool> publish(const char* name, const char* data, std::chrono::seconds ttl,
                                          PublishFlags flags = PUBLIC, PublishFlags more = PublishFlags()) {
        return publishEvent(name, data, static_cast<int>(ttl.count()), flags | more);
    }

    /** Calls the handler for every event whose name begins with the filter. Four handlers, the fifth is refused. */
    static bool subscribe(const char* filter, EventHandler handler, Spark_Subscription_Scope_TypeDef scope = ALL_DEVICES) {
        return registerHandler(filter, handler, handler, scope, nullptr);
    }
    static bool subscribe(const char* filter, EventHandler handler, const char* deviceId) {
        return registerHandler(filter, handler, handler, MY_DEVICES, deviceId);
    }
    static bool subscribe(const char* filter, wiring_event_handler_t handler,
                          Spark_Subscription_Scope_TypeDef scope = ALL_DEVICES) {
        return registerHandler(filter, handler, nullptr, scope, nullptr);
    }
    static bool subscribe(const char* filter, wiring_event_handler_t handler, const char* deviceId) {
        return registerHandler(filter, handler, nullptr, MY_DEVICES, deviceId);
    }
    template <typename Class>
    static bool subscribe(const char* filter, void (Class::*method)(const char*, const char*), Class* instance,
                          Spark_Subscription_Scope_TypeDef scope = ALL_DEVICES) {
        return registerHandler(filter, bind(method, instance), nullptr, scope, nullptr);
    }
    template <typename Class>
    static bool subscribe(const char* filter, void (Class::*method)(const char*, const char*), Class* instance,
                          const char* deviceId) {
        return registerHandler(filter, bind(method, instance), nullptr, MY_DEVICES, deviceId);
    }
    /** A lambda could be either of the two above. */
    template <typename Handler, typename... Rest>
    static typename std::enable_if<std::is_class<Handler>::value, bool>::type subscribe(const char* filter, Handler handler,
                                                                                        Rest... rest) {
        return subscribe(filter, wiring_event_handler_t(handler), rest...);
    }
    static void unsubscribe();

    static bool connected();
    static bool disconnected() { return !connected(); }
    /** Both only state what is wanted; the system does it between turns of the application. */
    static void connect();
    /** What the options leave open is as setDisconnectOptions() states, else abrupt. */
    static void disconnect(const CloudDisconnectOptions& options = CloudDisconnectOptions());
    /** For every Particle.disconnect() from here on. */
    static void setDisconnectOptions(const CloudDisconnectOptions& options);
    /** Answers the requests that are waiting. */
    static void process();
    /** System.sleep() of the Spark Core's days. */
    template <typename... Arguments>
    static SleepResult sleep(Arguments... arguments) {
        return System.sleep(arguments...);
    }

    static bool syncTime();
    static bool syncTimePending();
    static bool syncTimeDone() { return !syncTimePending(); }
    /** millis() of the last synchronisation, 0 before the first. */
    static system_tick_t timeSyncedLast();
    static system_tick_t timeSyncedLast(time_t& unixTime);

    static String deviceID();

    /**
     * Tells the cloud how the device is, now and, unless it is NOW, every so many seconds from now on; 0 ends that.
     * Answers SYSTEM_ERROR_NONE, or why it could not be told now.
     */
    static int publishVitals(system_tick_t seconds = particle::NOW);
    static int publishVitals(std::chrono::seconds time) { return publishVitals(static_cast<system_tick_t>(time.count())); }

    __attribute__((unavailable("Particle.keepAlive() is for devices that reach the cloud by UDP: a Photon does not have it")))
    static void keepAlive(...);

private:
    struct IsBool {};
    struct IsInt {};
    struct IsDouble {};
    struct IsString {};
    struct IsText {};
    struct IsCallable {};
    struct IsFloat {};

    template <typename T, bool Value>
    struct When {
        typedef T type;
    };
    template <typename T>
    struct When<T, false> {};

    template <typename T>
    static IsCallable kindOf(...);
    template <typename T>
    static typename When<IsBool, std::is_same<T, bool>::value>::type kindOf(int);
    template <typename T>
    static typename When<IsInt, std::is_integral<T>::value && !std::is_same<T, bool>::value && sizeof(T) <= 4>::type
    kindOf(int);
    template <typename T>
    static typename When<IsDouble, std::is_same<T, double>::value>::type kindOf(int);
    template <typename T>
    static typename When<IsFloat, std::is_same<T, float>::value>::type kindOf(int);
    template <typename T>
    static typename When<IsString, std::is_same<T, String>::value>::type kindOf(int);
    template <typename T>
    static typename When<IsText, std::is_convertible<T, const char*>::value && !std::is_same<T, String>::value>::type
    kindOf(int);
    template <typename T>
    static typename When<IsText, std::is_convertible<T, const unsigned char*>::value>::type kindOf(int);

    template <typename T>
    using Kind = decltype(kindOf<T>(0));

    template <typename T>
    static bool readVariable(const char* name, const T& value, IsBool) {
        return registerBool(name, [&value]() { return value; });
    }
    template <typename T>
    static bool readVariable(const char* name, const T& value, IsInt) {
        return registerInt(name, [&value]() { return static_cast<int32_t>(value); });
    }
    template <typename T>
    static bool readVariable(const char* name, const T& value, IsDouble) {
        return registerDouble(name, [&value]() { return value; });
    }
    template <typename T>
    static bool readVariable(const char*, const T&, IsFloat) {
        static_assert(!std::is_same<T, float>::value, "a cloud variable of type float is not supported: use double");
        return false;
    }
    template <typename T>
    static bool readVariable(const char* name, const T& value, IsString) {
        return registerText(name, [&value]() { return value.c_str(); });
    }
    template <typename T>
    static bool readVariable(const char* name, const T& value, IsText) {
        const char* const text = (const char*)value;
        return registerText(name, [text]() { return text; });
    }
    template <typename T>
    static bool readVariable(const char* name, const T& callable, IsCallable) {
        typedef typename std::decay<decltype(callable())>::type Result;
        return readCallable<Result>(name, callable, Kind<Result>());
    }

    template <typename Result, typename T>
    static bool readCallable(const char* name, const T& callable, IsBool) {
        return registerBool(name, callable);
    }
    template <typename Result, typename T>
    static bool readCallable(const char* name, const T& callable, IsInt) {
        return registerInt(name, [callable]() { return static_cast<int32_t>(callable()); });
    }
    template <typename Result, typename T>
    static bool readCallable(const char* name, const T& callable, IsDouble) {
        return registerDouble(name, callable);
    }
    template <typename Result, typename T>
    static bool readCallable(const char*, const T&, IsFloat) {
        static_assert(!std::is_same<Result, float>::value, "a cloud variable of type float is not supported: use double");
        return false;
    }
    template <typename Result, typename T>
    static bool readCallable(const char* name, const T& callable, IsString) {
        return registerString(name, callable);
    }
    template <typename Result, typename T>
    static bool readCallable(const char* name, const T& callable, IsText) {
        return registerText(name, callable);
    }

    template <typename Class>
    static wiring_event_handler_t bind(void (Class::*method)(const char*, const char*), Class* instance) {
        return [method, instance](const char* name, const char* data) { (instance->*method)(name, data); };
    }

    static constexpr int defaultTtl() { return DEFAULT_CLOUD_EVENT_TTL; }
    static particle::Future<bool> publishEvent(const char* name, const char* data, int ttlSeconds, PublishFlags flags);
    static bool registerFunction(const char* name, user_std_function_int_str_t function);
    static bool registerBool(const char* name, std::function<bool()> read);
    static bool registerInt(const char* name, std::function<int32_t()> read);
    static bool registerDouble(const char* name, std::function<double()> read);
    static bool registerText(const char* name, std::function<const char*()> read);
    static bool registerString(const char* name, std::function<String()> read);
    static bool registerHandler(const char* filter, wiring_event_handler_t handler, EventHandler plain,
                                Spark_Subscription_Scope_TypeDef scope, const char* deviceId);
};

/** The object, and its name of the Spark Core's days. */
extern CloudClass Particle;
extern CloudClass Spark;
