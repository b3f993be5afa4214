#include "SensorEvent.h"

#include "Particle.h"

namespace photonstream {

namespace {

constexpr char kLongestFrame[] = R"({"seq":4294967295,"ms":4294967295,"interval":86400000,"values":[]})";
constexpr std::size_t kLongestValue = sizeof(",4095") - 1;

static_assert(kSampleMax <= 9999, "a value has four digits at most");
static_assert(sizeof(kLongestFrame) - 1 + kSamplesPerEvent * kLongestValue <= kEventDataBytes,
              "the longest event fits the publish limit");

}  // namespace

void writeSensorEvent(const SampleBatch& batch, EventBuffer& buffer) {
    JSONBufferWriter json(buffer, kEventDataBytes);
    json.beginObject();
    json.name("seq").value(static_cast<unsigned>(batch.seq()));
    json.name("ms").value(static_cast<unsigned>(batch.startMs()));
    json.name("interval").value(static_cast<unsigned>(batch.intervalMs()));
    json.name("values").beginArray();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const std::uint16_t value = batch.value(i);
        if (value == SampleBatch::kMissing) {
            json.nullValue();
        } else {
            json.value(static_cast<unsigned>(value));
        }
    }
    json.endArray().endObject();
    buffer[json.dataSize()] = '\0';
}

}  // namespace photonstream
