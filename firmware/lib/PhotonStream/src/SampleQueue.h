#pragma once

#include <cstddef>
#include <cstdint>

#include "StreamLimits.h"

namespace photonstream {

struct Sample {
    /** Number of the sampling moment since power-on, missed ones included. */
    std::uint32_t seq;
    std::uint32_t atMs;
    std::uint16_t value;
};

/** The samples of one event: evenly spaced, without a break. */
class SampleBatch {
public:
    /** Stands for a moment at which no sample was taken. */
    static constexpr std::uint16_t kMissing = 0xFFFF;

    void begin(const Sample& first, std::uint32_t intervalMs);

    /**
     * Adds a sample that lies on this batch's time grid, filling the moments missed before it with
     * kMissing. False, and no change, when it lies elsewhere or there is no room.
     */
    bool add(const Sample& sample, std::uint32_t intervalMs);

    std::uint32_t seq() const { return first_.seq; }
    std::uint32_t startMs() const { return first_.atMs; }
    std::uint32_t intervalMs() const { return intervalMs_; }
    std::size_t size() const { return size_; }
    std::uint16_t value(std::size_t index) const { return values_[index]; }

    /** Samples taken, kMissing not counted. */
    std::uint32_t taken() const { return taken_; }

private:
    Sample first_ = {};
    std::uint32_t intervalMs_ = 0;
    std::uint32_t taken_ = 0;
    std::size_t size_ = 0;
    std::uint16_t values_[kSamplesPerEvent] = {};
};

/**
 * Samples that wait to be sent, as the events they will be, oldest first. Holds kWaitingEvents; when a
 * sample needs room beyond that, the oldest event goes.
 */
class SampleQueue {
public:
    /** Returns how many older samples had to go for it. */
    std::uint32_t add(const Sample& sample, std::uint32_t intervalMs);

    /** The oldest event, or nullptr while none has all the samples that make it worth an event. */
    const SampleBatch* due() const;

    /** Takes the event with that `seq` off the front. False when it is gone already. */
    bool remove(std::uint32_t seq);

    /** Returns how many samples went. */
    std::uint32_t clear();

private:
    SampleBatch& at(std::size_t index) { return batches_[(head_ + index) % kWaitingEvents]; }
    const SampleBatch& at(std::size_t index) const { return batches_[(head_ + index) % kWaitingEvents]; }
    void pop();

    SampleBatch batches_[kWaitingEvents];
    std::size_t head_ = 0;
    std::size_t size_ = 0;
};

}  // namespace photonstream
