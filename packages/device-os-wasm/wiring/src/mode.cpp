#include "board.h"
#include "product.h"
#include "scheduler.h"
#include "system_mode.h"

using namespace device_os;

namespace {

constexpr int UNSTATED = -1;
int productId = UNSTATED;
int productVersion = UNSTATED;

}  // namespace

SystemMode::SystemMode(System_Mode_TypeDef mode) {
    scheduler::setMode(mode == DEFAULT ? AUTOMATIC : mode);
}

void system_thread_set_state(spark::feature::State state, void*) {
    if (state == spark::feature::ENABLED) {
        scheduler::setThreaded();
    }
}

void particle::setProductId(int id) {
    productId = id;
    board::set_product(productId, productVersion);
}

void particle::setProductVersion(int version) {
    productVersion = version;
    board::set_product(productId, productVersion);
}
