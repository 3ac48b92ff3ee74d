#include "cbds/formats/inventory.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <map>

namespace cbds::formats {
namespace {

using schema::ElementId;

/// Counts by element.
using Counts = std::map<ElementId, std::uint64_t>;

class CountingWorker final : public xml::PartWorker {
public:
    explicit CountingWorker(const schema::Plan& plan) : plan_(plan) {}

    bool part(const xml::Part& part) override {
        const ElementId element = part.element();
        if (plan_.row(element).part == schema::Part::record) count_record(part);
        else if (plan_.row(element).part == schema::Part::school) take_name(part);
        return true;
    }

    Counts records;
    Counts sections;
    std::string school_name;

private:
    void count_record(const xml::Part& part) {
        ++records[part.element()];
        ElementId last = schema::kNoElement;
        for (std::size_t i = 1; i < part.nodes.size(); ++i) {
            const xml::Node& node = part.nodes[i];
            if (node.parent != 0 || node.element == schema::kNoElement || node.element == last) continue;
            last = node.element;
            if (plan_.row(last).content != schema::Content::value) ++sections[last];
        }
    }

    void take_name(const xml::Part& part) {
        for (const xml::Node& node : part.nodes)
            if (node.element != schema::kNoElement && plan_.row(node.element).name == "SchoolName") school_name = node.value();
    }

    const schema::Plan& plan_;
};

class Counter final : public xml::DocumentHandler {
public:
    explicit Counter(const schema::Plan& plan) : plan_(plan) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<CountingWorker>(plan_); }

    void collect(xml::PartWorker& part_worker, xml::Locator&, std::uint64_t) override {
        auto& worker = static_cast<CountingWorker&>(part_worker);
        for (const auto& [element, count] : worker.records) records_[element] += count;
        for (const auto& [element, count] : worker.sections) sections_[element] += count;
        if (!worker.school_name.empty()) school_name = worker.school_name;
        worker.school_name.clear();
        worker.records.clear();
        worker.sections.clear();
    }

    [[nodiscard]] std::vector<RecordCount> rolls() const {
        std::vector<RecordCount> rolls;
        for (const auto& [element, count] : records_) {
            RecordCount& roll = rolls.emplace_back(RecordCount{std::string(plan_.row(element).name), count, {}});
            for (const auto& [section, number] : sections_)
                if (plan_.row(section).parent == element) roll.sections.push_back({std::string(plan_.row(section).name), number});
        }
        return rolls;
    }

    std::string school_name;

private:
    const schema::Plan& plan_;
    Counts records_;
    Counts sections_;
};

void take_header(Inventory& inventory, const xml::Opening& opening) {
    inventory.encoding = io::encoding_name(opening.encoding);
    inventory.byte_order_mark = opening.byte_order_mark;
    const SourceSchool school = source_school(opening);
    inventory.la = school.la;
    inventory.estab = school.estab;
    inventory.school_name = opening.header_value("Header/SourceSchool/SchoolName");
    inventory.time_stamp = opening.header_value("Header/DateTime");
    if (inventory.time_stamp.empty()) inventory.time_stamp = opening.header_value("Header/Source/DateTime");
}

/// Reads the document as far as it can be read.
void read_into(Inventory& inventory, const schema::Dictionary& dictionary, io::ByteStream& stream, const xml::ReadOptions& options,
               std::optional<schema::Edition> edition, std::optional<io::Encoding> encoding) {
    xml::Opening opening = xml::open_document(stream, encoding);
    take_header(inventory, opening);
    inventory.bytes = opening.bytes.size();
    if (opening.fault) {
        inventory.problem = opening.fault->message;
        return;
    }
    const Identification found = identify(dictionary, opening, inventory.name, edition);
    inventory.collection = found.collection;
    inventory.edition = found.named;
    inventory.problem = found.problem;
    if (!found.collection) {
        const xml::ReadResult result = xml::read_unknown_document(std::move(opening), stream, options);
        inventory.bytes = result.bytes;
        if (result.fault) inventory.problem = result.fault->message;  // the nearer reason
        return;
    }
    const schema::Plan plan(dictionary, found.edition);
    Counter counter(plan);
    const xml::ReadResult result = xml::read_document(std::move(opening), stream, plan, options, counter);
    inventory.bytes = result.bytes;
    inventory.records = result.records;
    inventory.rolls = counter.rolls();
    if (!counter.school_name.empty()) inventory.school_name = counter.school_name;
    if (result.fault) inventory.problem = result.fault->message;
}

/// What stands behind a fault was not read, but belongs to the size.
std::uint64_t count_rest(io::ByteStream& stream) {
    std::vector<char> buffer(std::size_t{64} << 10);
    std::uint64_t count = 0;
    while (const std::size_t length = stream.read(buffer)) count += length;
    return count;
}

}  // namespace

Inventory take_inventory(const schema::Dictionary& dictionary, io::Input& input, const xml::ReadOptions& options,
                         std::optional<schema::Edition> edition, std::optional<io::Encoding> encoding) {
    Inventory inventory;
    inventory.name = input.name();
    try {
        const auto stream = input.open();
        read_into(inventory, dictionary, *stream, options, edition, encoding);
        inventory.bytes += count_rest(*stream);
    } catch (const InputError& error) {
        inventory.problem = error.what();
        inventory.unreadable = true;
    }
    return inventory;
}

}  // namespace cbds::formats
