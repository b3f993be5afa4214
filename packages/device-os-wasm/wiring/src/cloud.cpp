#include "board.h"
#include "cloud_limits.h"
#include "preemption.h"
#include "scheduler.h"
#include "spark_wiring_cloud.h"
#include "spark_wiring_ticks.h"

using namespace device_os;

CloudClass Particle;
CloudClass Spark;

namespace {

CloudDisconnectOptions disconnectOptions;
bool syncPending = false;
double syncedUnixMs = 0;
system_tick_t syncedAt = 0;

}  // namespace

bool CloudClass::connected() {
    return board::cloud_connected();
}

void CloudClass::connect() {
    scheduler::setConnectionWanted(true);
    board::cloud_connect();
}

void CloudClass::disconnect(const CloudDisconnectOptions& options) {
    scheduler::setConnectionWanted(false);
    const bool graceful = options.isGracefulSet() ? options.graceful() : disconnectOptions.graceful();
    const system_tick_t timeout = options.isTimeoutSet() ? options.timeout() : disconnectOptions.timeout();
    board::cloud_disconnect(graceful, timeout ? timeout : CLOUD_ACKNOWLEDGE_LIMIT_MS);
}

void CloudClass::setDisconnectOptions(const CloudDisconnectOptions& options) {
    disconnectOptions = options;
}

int CloudClass::publishVitals(system_tick_t seconds) {
    const bool isPeriod = seconds != particle::NOW;
    return board::publish_vitals(isPeriod ? static_cast<double>(seconds) : -1) ? SYSTEM_ERROR_NONE : SYSTEM_ERROR_IO;
}

void CloudClass::process() {
    scheduler::process();
    // A loop around this call waits for something that the outside does.
    preemption::charge(1000);
}

bool CloudClass::syncTime() {
    if (!connected()) {
        return false;
    }
    board::cloud_sync_time();
    syncPending = true;
    syncTimePending();
    return true;
}

bool CloudClass::syncTimePending() {
    const double unixMs = board::unix_ms();
    if (syncPending && unixMs == unixMs) {
        syncPending = false;
        syncedAt = millis();
        syncedUnixMs = unixMs;
    }
    return syncPending && connected();
}

system_tick_t CloudClass::timeSyncedLast() {
    syncTimePending();
    return syncedAt;
}

system_tick_t CloudClass::timeSyncedLast(time_t& unixTime) {
    syncTimePending();
    unixTime = static_cast<time_t>(syncedUnixMs / 1000);
    return syncedAt;
}

String CloudClass::deviceID() {
    char id[25];
    board::device_id(id, sizeof(id));
    return String(id);
}
