#include "PhotonStream.h"

#include "Arguments.h"

namespace photonstream {

namespace {

void count(int& counter, std::uint32_t more) {
    constexpr std::uint32_t kPositive = 0x7FFFFFFF;
    counter = static_cast<int>((static_cast<std::uint32_t>(counter) + more) & kPositive);
}

bool wantsStreaming(StreamCommand command, bool streaming) {
    return command == StreamCommand::Flip ? !streaming : command == StreamCommand::On;
}

}  // namespace

PhotonStream::PhotonStream(const Clock& clock, Sensor& sensor, EventSink& events, SettingsStorage& storage)
    : clock_(clock), sensor_(sensor), events_(events), storage_(storage) {}

void PhotonStream::setup() {
    SettingsRecord record = {};
    storage_.read(record);
    Settings settings;
    decodeSettings(record, settings);
    apply(settings);
}

void PhotonStream::loop() {
    if (!settings_.streaming) {
        return;
    }
    takeSample();
    publishOldest();
}

int PhotonStream::toggleStream(const char* argument, std::size_t length) {
    const StreamCommand command = parseStreamCommand(argument, length);
    if (command == StreamCommand::NotUnderstood) {
        return kNotUnderstood;
    }
    Settings wanted = settings_;
    wanted.streaming = wantsStreaming(command, settings_.streaming);
    if (!(wanted == settings_)) {
        apply(wanted);
        storage_.write(encodeSettings(wanted));
    }
    return settings_.streaming ? kStreaming : kStopped;
}

int PhotonStream::setInterval(const char* argument, std::size_t length) {
    Settings wanted = settings_;
    if (!parseInterval(argument, length, wanted.intervalMs)) {
        return kNotUnderstood;
    }
    if (!(wanted == settings_)) {
        apply(wanted);
        storage_.write(encodeSettings(wanted));
    }
    return static_cast<int>(settings_.intervalMs);
}

void PhotonStream::apply(const Settings& settings) {
    settings_ = settings;
    status_.streaming = settings.streaming;
    status_.intervalMs = static_cast<int>(settings.intervalMs);
    schedule_.start(clock_.nowMs(), settings.intervalMs);
    if (!settings.streaming) {
        // Who switches the stream off expects silence, not what is left of a backlog.
        count(status_.dropped, queue_.clear());
    }
}

void PhotonStream::takeSample() {
    SampleMoment moment = {};
    if (!schedule_.next(clock_.nowMs(), moment)) {
        return;
    }
    nextSeq_ += moment.missed;
    const Sample sample = {nextSeq_, moment.atMs, sensor_.read()};
    ++nextSeq_;
    count(status_.dropped, moment.missed + queue_.add(sample, settings_.intervalMs));
}

void PhotonStream::publishOldest() {
    const SampleBatch* batch = queue_.due();
    if (batch == nullptr || !events_.connected() || !budget_.available(clock_.nowMs())) {
        return;
    }
    const std::uint32_t seq = batch->seq();
    const std::uint32_t taken = batch->taken();
    writeSensorEvent(*batch, data_);
    const bool accepted = events_.publish(eventName_, data_);
    budget_.spend(clock_.nowMs());
    // A function call may run inside publish() and switch the stream off: then the batch is gone, and
    // counted already.
    if (accepted && queue_.remove(seq)) {
        count(status_.published, taken);
    }
}

}  // namespace photonstream
