#include "cbds/report/changes.hpp"

namespace cbds::report {
namespace {

std::string unless_all(const std::string& text, Redact redact) { return redact == Redact::all ? std::string() : text; }

}  // namespace

/// What may be shown of a finding may be shown of a change: there is one answer to that.
std::string shown_change_value(std::string_view value, schema::Privacy privacy, std::string_view item, Redact redact, bool outside) {
    rules::Finding finding;
    finding.record = outside ? 0 : 1;
    finding.item = item;
    finding.value = value;
    finding.privacy = privacy;
    return shown_value(finding, redact);
}

std::string shown_entries(const diff::ItemChange& change, Redact redact, bool outside) {
    std::string text;
    for (const diff::EntryKey& key : change.entries) {
        const std::string value = shown_change_value(key.value, key.privacy, key.item, redact, outside);
        text.append(text.empty() ? "" : ", ").append(key.item).append(value.empty() ? "" : " ").append(value);
    }
    return text;
}

std::string shown_record_key(const diff::RecordDifference& difference, Redact redact) { return unless_all(difference.key, redact); }

std::string shown_old_key(const diff::RecordDifference& difference, Redact redact) { return unless_all(difference.old_key, redact); }

std::string shown_ambiguous_key(const diff::Ambiguity& ambiguity, Redact redact) { return unless_all(ambiguity.key, redact); }

std::string shown_record_name(const diff::RecordDifference& difference, Redact redact) {
    return unless_all(shown_change_value(difference.name, schema::Privacy::direct, {}, redact), redact);
}

std::string shown_record_year_group(const diff::RecordDifference& difference, Redact redact) {
    return unless_all(difference.year_group, redact);
}

}  // namespace cbds::report
