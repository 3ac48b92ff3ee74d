#include "cbds/sample/sample.hpp"

#include "cbds/error.hpp"
#include "sample/census.hpp"
#include "sample/ctf.hpp"
#include "sample/faults.hpp"

#include <algorithm>
#include <memory>
#include <ostream>
#include <vector>

namespace cbds::sample {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::size_t kBuffer = 1 << 20;

std::unique_ptr<Maker> make_maker(const Layout& layout, const SampleOptions& options) {
    const PhaseFacts* phase = find_phase(options.phase);
    if (phase == nullptr) throw UsageError("no phase is called " + options.phase + ": one of NS PS MP MS SS AT SP PR");
    const School school = make_school(*phase, options.seed);
    if (options.edition.collection == schema::Collection::ctf)
        return std::make_unique<CtfMaker>(layout, school, options.seed);
    return std::make_unique<CensusMaker>(layout, school, options.seed);
}

/// Writes a document piece by piece, with the frame around its records.
class Document {
public:
    Document(const Layout& layout, const Maker& maker, const Plan& plan, std::string& out)
        : layout_(layout), maker_(maker), plan_(plan), record_(layout), out_(out) {}

    /// Everything before the first record.
    void begin() {
        out_ += kDeclaration;
        layout_.open(layout_.root(), out_);
        frames_.push_back(layout_.root());
        const schema::ElementRow& root = layout_.dictionary().element(layout_.root());
        for (std::uint16_t place = 0; place < root.child_count; ++place) {
            const auto child = static_cast<schema::ElementId>(root.first_child + place);
            const schema::Part part = layout_.dictionary().element(child).part;
            if (!layout_.collects(child) || part == schema::Part::frame) continue;
            record_.start(child);
            maker_.part(plan_, record_);
            record_.write(out_);
        }
    }

    /// Makes a record, without writing it.
    Record& make(std::uint64_t index, bool leaver) {
        record_.start(maker_.record_element(leaver));
        maker_.pupil(index, leaver, record_);
        return record_;
    }

    void write(const Record& record) {
        enter(layout_.dictionary().element(record.nodes()[0].element).parent);
        record.write(out_);
    }

    void end() {
        while (!frames_.empty()) leave();
    }

private:
    /// Closes and opens what lies between the frame that is open and the one that is wanted.
    void enter(schema::ElementId frame) {
        if (frames_.back() == frame) return;
        std::vector<schema::ElementId> wanted;
        schema::ElementId above = frame;
        for (; std::find(frames_.begin(), frames_.end(), above) == frames_.end();
             above = layout_.dictionary().element(above).parent)
            wanted.push_back(above);
        while (frames_.back() != above) leave();
        for (auto id = wanted.rbegin(); id != wanted.rend(); ++id) {
            layout_.open(*id, out_);
            frames_.push_back(*id);
        }
    }

    void leave() {
        layout_.close(frames_.back(), out_);
        frames_.pop_back();
    }

    const Layout& layout_;
    const Maker& maker_;
    Plan plan_;
    Record record_;
    std::string& out_;
    std::vector<schema::ElementId> frames_;
};

/// How many records a document of a size has: the first few thousand are made and measured.
class Sizer {
public:
    Sizer(const Layout& layout, const Maker& maker) : layout_(layout), maker_(maker) {
        measure(false, kMeasured, on_roll_);
        if (maker.plan(1'000'000).leavers > 0) measure(true, kMeasured / 8, leavers_);
    }

    [[nodiscard]] std::uint64_t records_for(std::uint64_t size) const {
        std::uint64_t records = std::max<std::uint64_t>(1, size * 1'000'000 / std::max<std::uint64_t>(bytes_of(1'000'000), 1));
        const std::uint64_t head = bytes_of_head(records);
        records = size <= head ? 1 : (size - head) * 1'000'000 / bytes_of(1'000'000);
        while (records > 1 && head + bytes_of(records - 1) >= size) --records;
        while (head + bytes_of(records) < size) ++records;
        return std::max<std::uint64_t>(records, 1);
    }

private:
    static constexpr std::uint64_t kMeasured = 4000;

    void measure(bool leaver, std::uint64_t count, std::vector<std::uint64_t>& sums) const {
        std::string text;
        Document document(layout_, maker_, {}, text);
        sums.push_back(0);
        for (std::uint64_t index = 0; index < count; ++index) {
            text.clear();
            document.make(index, leaver).write(text);
            sums.push_back(sums.back() + text.size());
        }
    }

    [[nodiscard]] std::uint64_t bytes_of_head(std::uint64_t records) const {
        std::string text;
        const Plan plan = maker_.plan(records);
        Document document(layout_, maker_, plan, text);
        document.begin();
        document.end();
        return text.size();
    }

    /// Of the first records as they were measured, of more than that by their average.
    static std::uint64_t bytes_of(const std::vector<std::uint64_t>& sums, std::uint64_t count) {
        if (count < sums.size()) return sums[count];
        return static_cast<std::uint64_t>(static_cast<double>(sums.back()) * static_cast<double>(count) /
                                          static_cast<double>(sums.size() - 1));
    }

    [[nodiscard]] std::uint64_t bytes_of(std::uint64_t records) const {
        const Plan plan = maker_.plan(records);
        return bytes_of(on_roll_, plan.on_roll) + (leavers_.empty() ? 0 : bytes_of(leavers_, plan.leavers));
    }

    const Layout& layout_;
    const Maker& maker_;
    std::vector<std::uint64_t> on_roll_;  ///< bytes of the first so many records
    std::vector<std::uint64_t> leavers_;
};

/// Hands the buffer on once it is full.
class Drain {
public:
    explicit Drain(std::ostream& out) : out_(out) { buffer.reserve(kBuffer + kBuffer / 4); }

    void drain(std::size_t limit) {
        if (buffer.size() < limit) return;
        out_.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        if (!out_) throw OutputError("the sample could not be written");
        bytes += buffer.size();
        buffer.clear();
    }

    std::string buffer;
    std::uint64_t bytes = 0;

private:
    std::ostream& out_;
};

void check(const schema::Dictionary& dictionary, const SampleOptions& options) {
    const schema::CollectionRow& collection = dictionary.collection(options.edition.collection);
    if (!collection.editions.holds(options.edition.ordinal))
        throw UsageError("the dictionary does not cover " + schema::edition_name(options.edition));
    if (options.pupils == 0 && !options.size) throw UsageError("a document needs at least one pupil");
    if (!(options.bad >= 0 && options.bad <= 1)) throw UsageError("the share of bad records lies between 0 and 1");
}

}  // namespace

SampleSummary write_sample(const schema::Dictionary& dictionary, const SampleOptions& options, std::ostream& out,
                           const FaultSink& on_fault) {
    check(dictionary, options);
    const Layout layout(dictionary, options.edition, options.phase);
    const std::unique_ptr<Maker> maker = make_maker(layout, options);
    const Plan plan = maker->plan(options.size ? Sizer(layout, *maker).records_for(*options.size) : options.pupils);
    FaultPlanter planter(options.bad, options.fault_kinds, options.seed);
    Drain drain(out);
    Document document(layout, *maker, plan, drain.buffer);
    SampleSummary summary{plan.records(), plan.leavers, 0, 0};
    document.begin();
    for (std::uint64_t number = 0; number < plan.records(); ++number) {
        const bool leaver = number >= plan.on_roll;
        Record& record = document.make(leaver ? number - plan.on_roll : number, leaver);
        if (const auto fault = planter.plant(record, number + 1)) {
            ++summary.faults;
            if (on_fault) on_fault(*fault);
        }
        document.write(record);
        drain.drain(kBuffer);
    }
    document.end();
    drain.drain(0);
    summary.bytes = drain.bytes;
    return summary;
}

}  // namespace cbds::sample
