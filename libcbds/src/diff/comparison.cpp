#include "cbds/diff/comparison.hpp"

#include "cbds/error.hpp"
#include "diff/ambiguity.hpp"
#include "diff/element_comparison.hpp"
#include "diff/reconciliation_values.hpp"
#include "diff/record_items.hpp"
#include "diff/record_match.hpp"
#include "diff/record_source.hpp"
#include "io/ascii.hpp"
#include "io/turns.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace cbds::diff {
namespace {

/// So many records are read again at a time: few enough for memory, and enough to be worth a thread.
constexpr std::size_t kBatch = 64;

/// Beyond so many bytes no more are added: a record may have 32 MB.
constexpr std::size_t kBatchBytes = std::size_t{4} << 20;

/// A record that is in one document only, or in both and perhaps different.
struct Task {
    RecordIndex before = kNoRecord;
    RecordIndex after = kNoRecord;
    MatchedBy by = MatchedBy::upn;
};

/// A difference with the elements that it points to.
struct Told {
    RecordDifference difference;
    xml::Element before;
    xml::Element after;
};

/// What a batch of tasks came to.
struct Compared {
    std::deque<Told> told;
    std::uint64_t equal = 0;  ///< records that are the same, though not byte by byte
};

/// What two documents that are being compared have, and how.
class Pair {
public:
    Pair(const IndexedDocument& before, const IndexedDocument& after, const ValueOptions& values, const Selection* selection)
        : before_(before), after_(after), dictionary_(before.plan->dictionary()), comparison_(dictionary_, values),
          as_written_(values.as_written), selection_(selection), items_(record_items(dictionary_, before.collection)) {}

    /// How many of the tasks, from the first on, are done at a time.
    [[nodiscard]] std::size_t batch_size(std::span<const Task> tasks) const {
        const auto length = [](const auto& records, RecordIndex i) { return i == kNoRecord ? std::size_t{0} : records[i].length; };
        std::size_t size = 0;
        for (std::size_t bytes = 0; size < std::min(kBatch, tasks.size()) && bytes < kBatchBytes; ++size)
            bytes += length(before_.records, tasks[size].before) + length(after_.records, tasks[size].after);
        return size;
    }

    /// Reads the records of some tasks and compares them. Several threads may do so at once.
    /// @param memory  of the thread
    [[nodiscard]] Compared compare(std::span<const Task> tasks, xml::ReaderMemory& memory) const {
        std::vector<xml::Element> old_elements = read(before_, tasks, &Task::before, memory);
        std::vector<xml::Element> new_elements = read(after_, tasks, &Task::after, memory);
        auto old_element = old_elements.begin();
        auto new_element = new_elements.begin();
        Compared compared;
        for (const Task& task : tasks) {
            Told& next = compared.told.emplace_back();
            if (task.before != kNoRecord) next.before = std::move(*old_element++);
            if (task.after != kNoRecord) next.after = std::move(*new_element++);
            fill(next, task);
            const bool differs = is_different(next.difference);
            compared.equal += differs ? 0 : 1;
            if (!differs || !is_selected(next.difference)) compared.told.pop_back();
        }
        return compared;
    }

    /// What is outside of the records.
    [[nodiscard]] RecordDifference outside() const {
        RecordDifference difference;
        difference.outside = true;
        difference.old_element = difference.new_element = before_.plan->root();
        difference.before = &before_.outside;
        difference.after = &after_.outside;
        comparison_.compare(before_.outside, after_.outside, difference.items);
        return difference;
    }

    /// As written the order of elements counts too, which no item tells.
    [[nodiscard]] bool is_different(const RecordDifference& difference) const {
        if (!difference.in_both() || difference.moved || difference.rekeyed || !difference.items.empty()) return true;
        return as_written_ && !is_identical(*difference.before, *difference.after);
    }

    /// Leaves of a difference what is to be told.
    [[nodiscard]] bool is_selected(RecordDifference& difference) const { return selection_ == nullptr || selection_->apply(difference); }

private:
    [[nodiscard]] static std::vector<xml::Element> read(const IndexedDocument& document, std::span<const Task> tasks, RecordIndex Task::* side,
                                                        xml::ReaderMemory& memory) {
        std::vector<RecordIndex> records;
        for (const Task& task : tasks)
            if (task.*side != kNoRecord) records.push_back(task.*side);
        return read_records(document, records, memory);
    }

    void fill(Told& told, const Task& task) const {
        RecordDifference& difference = told.difference;
        if (task.before != kNoRecord) {
            difference.old_record = task.before + 1;
            difference.old_element = told.before.id;
            difference.before = &told.before;
        }
        if (task.after != kNoRecord) {
            difference.new_record = task.after + 1;
            difference.new_element = told.after.id;
            difference.after = &told.after;
        }
        name(difference);
        if (!difference.in_both()) return;
        difference.matched_by = task.by;
        difference.moved = difference.old_element != difference.new_element;
        comparison_.compare(told.before, told.after, difference.items);
        if (difference.rekeyed) std::erase_if(difference.items, [&](const ItemChange& change) { return is_upn(change); });
    }

    /// Who it is: as the newer document says.
    void name(RecordDifference& difference) const {
        const xml::Element& record = difference.after != nullptr ? *difference.after : *difference.before;
        const RecordItems items = items_of(items_, record.id);
        difference.key = value_of(record, items.upn);
        difference.year_group = value_of(record, items.year_group);
        difference.name = value_of(record, items.surname);
        if (const std::string forename = value_of(record, items.forename); !forename.empty())
            difference.name += (difference.name.empty() ? "" : ", ") + forename;
        if (!difference.in_both()) return;
        difference.old_key = value_of(*difference.before, items_of(items_, difference.before->id).upn);
        difference.rekeyed = !ascii::same_but_case(difference.old_key, difference.key);
        if (!difference.rekeyed) difference.old_key.clear();
    }

    [[nodiscard]] bool is_upn(const ItemChange& change) const {
        if (change.element == schema::kNoElement) return false;
        const auto has = [&](const RecordItems& items) { return change.element == items.upn || change.element == items.former_upn; };
        return std::any_of(items_.begin(), items_.end(), has);
    }

    const IndexedDocument& before_;
    const IndexedDocument& after_;
    const schema::Dictionary& dictionary_;
    ElementComparison comparison_;
    bool as_written_;
    const Selection* selection_;
    std::vector<RecordItems> items_;
};

/// What has to be looked at again: the old records in their order, then those that are new in theirs.
std::vector<Task> tasks_of(const IndexedDocument& before, const IndexedDocument& after, const RecordMatches& matches, Summary& summary) {
    std::vector<Task> tasks;
    for (RecordIndex i = 0; i < before.records.size(); ++i) {
        const RecordIndex partner = matches.partner[i];
        if (partner == kAmbiguousRecord) continue;
        if (partner == kNoRecord) {
            tasks.push_back({i, kNoRecord});
            continue;
        }
        ++summary.matched[static_cast<std::size_t>(matches.by[i])];
        const RecordEntry& entry = before.records[i];
        if (entry.content == after.records[partner].content && entry.element == after.records[partner].element) ++summary.equal;
        else tasks.push_back({i, partner, matches.by[i]});
    }
    for (RecordIndex i = 0; i < after.records.size(); ++i)
        if (matches.new_partner[i] == kNoRecord) tasks.push_back({kNoRecord, i});
    return tasks;
}

}  // namespace

class Comparison::Implementation {
public:
    Implementation(const schema::Dictionary& dictionary, CompareOptions options)
        : dictionary_(dictionary), options_(std::move(options)), without_noise_(dictionary, {}),
          values_{options_.ignore_case, options_.ignore_space, options_.as_written} {}

    CompareResult compare(io::Input& before, io::Input& after, DifferenceSink& sink, bool count_items) {
        IndexedDocument old_document = index_document(dictionary_, before, options_, count_items);
        IndexedDocument new_document = index_document(dictionary_, after, options_, count_items, &old_document);
        if (old_document.collection != new_document.collection) refuse_two_collections(old_document, new_document);
        CompareResult result;
        result.before = old_document.side;
        result.after = new_document.side;
        result.collection = old_document.collection;
        result.old_items = std::move(old_document.items);
        result.new_items = std::move(new_document.items);
        result.summary.old_records = old_document.records.size();
        result.summary.new_records = new_document.records.size();
        sink.begin_pair(result.before, result.after);
        tell(old_document, new_document, sink, result, count_items);
        return result;
    }

private:
    [[noreturn]] static void refuse_two_collections(const IndexedDocument& before, const IndexedDocument& after) {
        const std::string old_title(schema::collection_title(before.collection));
        const std::string new_title(schema::collection_title(after.collection));
        throw DocumentError(after.side.name + ": is a " + new_title + ", but " + before.side.name + " is a " + old_title +
                            "; only documents of one collection can be compared");
    }

    /// Where items are counted, and as written, what is outside of the records is told even if nothing differs.
    void tell(const IndexedDocument& before, const IndexedDocument& after, DifferenceSink& sink, CompareResult& result, bool count_items) const {
        Summary& summary = result.summary;
        const Pair pair(before, after, values_, selection());
        RecordDifference outside = pair.outside();
        const bool differs = pair.is_different(outside) && pair.is_selected(outside);
        if (differs || count_items || values_.as_written) {
            summary.count(outside);
            sink.record(outside);
        }
        const RecordMatches matches = match_records(before.records, after.records, after.same);
        tell_records(pair, after.memory, tasks_of(before, after, matches, summary), sink, summary);
        const std::vector<RecordItems> items = record_items(dictionary_, after.collection);
        for (const AmbiguousRecords& ambiguous : matches.ambiguous) {
            summary.ambiguous += ambiguous.before.size() + ambiguous.after.size();
            sink.ambiguous(ambiguity_of(before, after, ambiguous, items));
            if (!count_items) continue;
            leave_out(before, ambiguous.before, result.old_items);
            leave_out(after, ambiguous.after, result.new_items);
        }
    }

    /// Items of records that were not compared are in no total.
    void leave_out(const IndexedDocument& document, std::span<const RecordIndex> records, ItemTotals& totals) const {
        xml::ReaderMemory memory = document.memory;
        for (; !records.empty(); records = records.subspan(std::min(kBatch, records.size())))
            for (const xml::Element& record : read_records(document, records.first(std::min(kBatch, records.size())), memory))
                for (const schema::ElementId row : values_in(record, record.name, dictionary_).rows) --totals[row];
    }

    /// Threads compare batches, and each tells what it has found when it is its turn.
    void tell_records(const Pair& pair, const xml::ReaderMemory& learnt, std::span<const Task> tasks, DifferenceSink& sink, Summary& summary) const {
        io::Turns turns;
        std::uint64_t batches = 0;
        const unsigned jobs = tasks.size() > kBatch ? options_.jobs : 1;
        turns.run(jobs, [&](unsigned) {
            xml::ReaderMemory memory = learnt;
            std::uint64_t number = 0;
            std::span<const Task> batch;
            const auto next = [&] {
                number = batches++;
                batch = tasks.first(pair.batch_size(tasks));
                tasks = tasks.subspan(batch.size());
                return !batch.empty();
            };
            while (turns.take(next)) {
                const Compared compared = pair.compare(batch, memory);
                if (!turns.wait(number, [] {})) return;
                tell(compared, sink, summary);
                turns.pass();
            }
        });
    }

    static void tell(const Compared& compared, DifferenceSink& sink, Summary& summary) {
        summary.equal += compared.equal;
        for (const Told& told : compared.told) {
            summary.count(told.difference);
            sink.record(told.difference);
        }
    }

    [[nodiscard]] const Selection* selection() const noexcept {
        if (options_.selection != nullptr) return options_.selection;
        return options_.as_written ? nullptr : &without_noise_;
    }

    const schema::Dictionary& dictionary_;
    CompareOptions options_;
    Selection without_noise_;
    ValueOptions values_;
};

Comparison::Comparison(const schema::Dictionary& dictionary, CompareOptions options)
    : implementation_(std::make_unique<Implementation>(dictionary, std::move(options))) {}
Comparison::~Comparison() = default;

CompareResult Comparison::compare(io::Input& before, io::Input& after, DifferenceSink& sink, bool count_items) {
    return implementation_->compare(before, after, sink, count_items);
}

}  // namespace cbds::diff
