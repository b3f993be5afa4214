#include "waiting.h"

namespace device_os::waiting {

double resultOf(int32_t job, uint32_t limitMs, double otherwise) {
    double result = 0;
    const auto isThere = [job, &result]() {
        result = board::job_result(job);
        return result == result;
    };
    if (until(isThere, limitMs)) {
        return result;
    }
    board::forget_job(job);
    return otherwise;
}

}  // namespace device_os::waiting
