#include "cbds/diff/reconciliation.hpp"

#include "diff/reconciliation_sink.hpp"

#include <algorithm>
#include <array>

namespace cbds::diff {

std::string_view verdict_name(Verdict verdict) noexcept {
    constexpr std::array<std::string_view, 4> kNames{"empty in both", "everything arrived", "arrived, but changed", "values are missing"};
    return kNames[static_cast<std::size_t>(verdict)];
}

Verdict ReconciledCounts::verdict() const noexcept {
    if (missing != 0) return Verdict::incomplete;
    if (changed != 0) return Verdict::altered;
    return equal + added != 0 ? Verdict::complete : Verdict::empty;
}

ReconciledCounts& ReconciledCounts::operator+=(const ReconciledCounts& other) noexcept {
    equal += other.equal;
    changed += other.changed;
    missing += other.missing;
    added += other.added;
    return *this;
}

Verdict Reconciliation::verdict() const noexcept {
    if (!missing_pupils.empty()) return Verdict::incomplete;
    Verdict worst = moved_pupils.empty() ? Verdict::empty : Verdict::altered;
    for (const ReconciledSection& section : sections) worst = std::max(worst, section.verdict);
    return worst;
}

ReconciledCounts Reconciliation::counts() const noexcept {
    ReconciledCounts all;
    for (const ReconciledSection& section : sections) all += section.counts;
    return all;
}

Reconciliation reconcile(const schema::Dictionary& dictionary, Comparison& comparison, io::Input& before, io::Input& after) {
    ReconciliationSink sink(dictionary);
    const CompareResult result = comparison.compare(before, after, sink, true);
    return sink.finish(result);
}

}  // namespace cbds::diff
