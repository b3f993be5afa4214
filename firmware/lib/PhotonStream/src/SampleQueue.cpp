#include "SampleQueue.h"

#include "Interval.h"

namespace photonstream {

void SampleBatch::begin(const Sample& first, std::uint32_t intervalMs) {
    first_ = first;
    intervalMs_ = intervalMs;
    values_[0] = first.value;
    size_ = 1;
    taken_ = 1;
}

bool SampleBatch::add(const Sample& sample, std::uint32_t intervalMs) {
    const std::uint32_t index = sample.seq - first_.seq;
    if (index < size_ || index >= kSamplesPerEvent) {
        return false;
    }
    if (intervalMs != intervalMs_ || sample.atMs - first_.atMs != index * intervalMs_) {
        return false;
    }
    while (size_ < index) {
        values_[size_++] = kMissing;
    }
    values_[size_++] = sample.value;
    ++taken_;
    return true;
}

std::uint32_t SampleQueue::add(const Sample& sample, std::uint32_t intervalMs) {
    if (size_ > 0 && at(size_ - 1).add(sample, intervalMs)) {
        return 0;
    }
    std::uint32_t lost = 0;
    if (size_ == kWaitingEvents) {
        lost = at(0).taken();
        pop();
    }
    at(size_).begin(sample, intervalMs);
    ++size_;
    return lost;
}

const SampleBatch* SampleQueue::due() const {
    if (size_ == 0) {
        return nullptr;
    }
    const SampleBatch& oldest = at(0);
    // With a younger one behind it, nothing more can join it.
    const bool complete = size_ > 1 || oldest.size() >= samplesPerEvent(oldest.intervalMs());
    return complete ? &oldest : nullptr;
}

bool SampleQueue::remove(std::uint32_t seq) {
    if (size_ == 0 || at(0).seq() != seq) {
        return false;
    }
    pop();
    return true;
}

std::uint32_t SampleQueue::clear() {
    std::uint32_t lost = 0;
    while (size_ > 0) {
        lost += at(0).taken();
        pop();
    }
    return lost;
}

void SampleQueue::pop() {
    head_ = (head_ + 1) % kWaitingEvents;
    --size_;
}

}  // namespace photonstream
