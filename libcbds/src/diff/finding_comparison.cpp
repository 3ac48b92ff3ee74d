#include "cbds/diff/finding_comparison.hpp"

#include "cbds/error.hpp"
#include "cbds/io/fingerprint.hpp"
#include "rules/finding_identity.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace cbds::diff {
namespace {

/// The first half of a SHA-256.
using Fingerprint = std::array<char, 16>;

Fingerprint fingerprint_of(const rules::Finding& finding) {
    // Two documents are compared whatever their schools.
    const std::string digits = io::fingerprint_of_text(rules::finding_identity(finding, {}));
    const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    Fingerprint bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(nibble(digits[2 * i]) * 16 + nibble(digits[2 * i + 1]));
    return bytes;
}

/// How often each finding occurs in a document, and how often the other one has it too.
class FindingCounts {
public:
    void add(const rules::Finding& finding) { entries_.push_back({fingerprint_of(finding), 1, 0}); }

    /// All have been added: entries with one fingerprint become one.
    void close() {
        const auto by_fingerprint = [](const Entry& a, const Entry& b) { return a.fingerprint < b.fingerprint; };
        std::sort(entries_.begin(), entries_.end(), by_fingerprint);
        std::size_t last = 0;
        for (std::size_t i = 1; i < entries_.size(); ++i) {
            if (entries_[i].fingerprint == entries_[last].fingerprint) ++entries_[last].times;
            else entries_[++last] = entries_[i];
        }
        entries_.resize(entries_.empty() ? 0 : last + 1);
    }

    /// Whether there is one more of these, which is taken for the same.
    bool match(const rules::Finding& finding) {
        Entry* entry = find(finding);
        if (entry == nullptr || entry->matched == entry->times) return false;
        ++entry->matched;
        return true;
    }

    /// Whether this one was matched. To be asked for each finding of the document once, in its order.
    bool was_matched(const rules::Finding& finding) {
        Entry* entry = find(finding);
        if (entry == nullptr || entry->matched == 0) return false;
        --entry->matched;
        return true;
    }

    [[nodiscard]] bool all_matched() const {
        return std::all_of(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.matched == entry.times; });
    }

private:
    struct Entry {
        Fingerprint fingerprint;
        std::uint32_t times;
        std::uint32_t matched;
    };

    Entry* find(const rules::Finding& finding) {
        const Fingerprint fingerprint = fingerprint_of(finding);
        const auto less = [](const Entry& entry, const Fingerprint& wanted) { return entry.fingerprint < wanted; };
        const auto found = std::lower_bound(entries_.begin(), entries_.end(), fingerprint, less);
        return found != entries_.end() && found->fingerprint == fingerprint ? &*found : nullptr;
    }

    std::vector<Entry> entries_;
};

/// Hands each finding to a function.
class FunctionSink final : public rules::FindingSink {
public:
    explicit FunctionSink(std::function<void(const rules::Finding&)> function) : function_(std::move(function)) {}
    void finding(const rules::Finding& finding) override { function_(finding); }

private:
    std::function<void(const rules::Finding&)> function_;
};

void for_each_finding(rules::Validator& validator, io::Input& input, std::function<void(const rules::Finding&)> function) {
    FunctionSink sink(std::move(function));
    const rules::FileSummary file = validator.validate(input, sink);
    if (file.status == rules::FileStatus::unreadable) throw InputError(file.problem);
}

}  // namespace

std::array<std::uint64_t, 3> FindingComparison::compare(io::Input& before, io::Input& after, DifferenceSink& sink) {
    std::array<std::uint64_t, 3> counts{};
    const auto tell = [&](FindingState state, const rules::Finding& finding) {
        ++counts[static_cast<std::size_t>(state)];
        if (state != FindingState::stayed) sink.finding({state, finding});
    };
    FindingCounts known;
    for_each_finding(validator_, after, [&](const rules::Finding& finding) { known.add(finding); });
    known.close();
    for_each_finding(validator_, before,
                     [&](const rules::Finding& finding) { tell(known.match(finding) ? FindingState::stayed : FindingState::fixed, finding); });
    if (known.all_matched()) return counts;
    for_each_finding(validator_, after, [&](const rules::Finding& finding) {
        if (!known.was_matched(finding)) tell(FindingState::appeared, finding);
    });
    return counts;
}

}  // namespace cbds::diff
