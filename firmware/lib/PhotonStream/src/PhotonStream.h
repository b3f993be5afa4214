#pragma once

#include <cstddef>
#include <cstdint>

#include "StreamLimits.h"
#include "Ports.h"
#include "PublishBudget.h"
#include "SampleQueue.h"
#include "SampleSchedule.h"
#include "SensorEvent.h"
#include "Settings.h"

namespace photonstream {

// What the cloud functions return.

constexpr int kStreaming = 1;
constexpr int kStopped = 0;
constexpr int kNotUnderstood = -1;

/** What the stream does now. Laid out for Particle.variable(), which reads it in place. */
struct StreamStatus {
    bool streaming = true;
    /** Milliseconds from one sample to the next. */
    int intervalMs = static_cast<int>(kIntervalDefaultMs);
    /** Samples the device has accepted for sending since power-on. From 2^31 - 1 it goes on at 0. */
    int published = 0;
    /**
     * Sampling moments since power-on whose sample will never be sent: loop() came too late to take it,
     * the queue was full, or the stream was switched off before it left. From 2^31 - 1 it goes on at 0.
     */
    int dropped = 0;
};

/**
 * Samples a sensor at an even interval and publishes the samples as private events.
 *
 * Call `setup()` once and `loop()` in every turn; neither waits for anything. At most one event leaves in
 * a turn.
 */
class PhotonStream {
public:
    /** The four must outlive the stream. */
    PhotonStream(const Clock& clock, Sensor& sensor, EventSink& events, SettingsStorage& storage);

    /** Name of the events. Default "sensor". */
    template <std::size_t Size>
    PhotonStream& withEventName(const char (&name)[Size]) {
        static_assert(Size - 1 <= kEventNameBytes, "Device OS cuts longer event names");
        eventName_ = name;
        return *this;
    }

    void setup();
    void loop();

    /** The cloud function `toggleStream`: kStreaming or kStopped, or kNotUnderstood without a change. */
    int toggleStream(const char* argument, std::size_t length);

    /** The cloud function `setInterval`: the milliseconds accepted, or kNotUnderstood without a change. */
    int setInterval(const char* argument, std::size_t length);

    const StreamStatus& status() const { return status_; }

private:
    void apply(const Settings& settings);
    void takeSample();
    void publishOldest();

    const Clock& clock_;
    Sensor& sensor_;
    EventSink& events_;
    SettingsStorage& storage_;
    const char* eventName_ = "sensor";

    Settings settings_;
    StreamStatus status_;
    SampleSchedule schedule_;
    SampleQueue queue_;
    PublishBudget budget_;
    std::uint32_t nextSeq_ = 0;
    EventBuffer data_ = {};
};

}  // namespace photonstream
