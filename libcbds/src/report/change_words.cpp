#include "report/change_words.hpp"

#include "cbds/identifiers/upn.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

using diff::ChangeKind;
using schema::Roll;

constexpr std::size_t kNumbersInWords = 10;

bool is_below(std::string_view path, std::string_view record) {
    return path.size() > record.size() && path[record.size()] == '/' && path.starts_with(record);
}

std::string record_number(std::uint64_t number) { return "record " + std::to_string(number); }

void add_detail(std::string& details, const std::string& detail) { details.append(details.empty() ? "" : ", ").append(detail); }

bool is_temporary(std::string_view upn) {
    const auto parts = identifiers::parse_upn(upn);
    return parts && parts->temporary != '\0';
}

std::string moved_words(Roll to) { return to == Roll::off ? "moved to the pupils who have left" : "moved to the pupils on roll"; }

std::string rekeyed_words(const diff::RecordDifference& difference, Redact redact) {
    const std::string old_key = shown_old_key(difference, redact);
    std::string words = "has another UPN now";
    if (difference.key.empty()) words = "has no UPN now";
    else if (difference.old_key.empty()) words = "has a UPN now";
    else if (is_temporary(difference.old_key) && !is_temporary(difference.key)) words = "has a permanent UPN now";
    return old_key.empty() ? words : words + ", was " + old_key;
}

std::string numbers_words(std::span<const std::uint64_t> numbers) {
    if (numbers.empty()) return "none";
    const std::size_t shown = std::min(numbers.size(), kNumbersInWords);
    std::string text = (numbers.size() == 1 ? "record " : "records ") + std::to_string(numbers[0]);
    for (std::size_t i = 1; i < shown; ++i) text += (i + 1 == numbers.size() ? " and " : ", ") + std::to_string(numbers[i]);
    return shown == numbers.size() ? text : text + " and " + std::to_string(numbers.size() - shown) + " more";
}

}  // namespace

RecordPaths::RecordPaths(const schema::Dictionary& dictionary) {
    for (const schema::ElementRow& row : dictionary.elements())
        if (row.part == schema::Part::record) records_.push_back(row.path);
}

std::string_view RecordPaths::record_of(std::string_view path) const noexcept {
    const auto found = std::find_if(records_.begin(), records_.end(), [path](std::string_view record) { return is_below(path, record); });
    return found == records_.end() ? std::string_view() : *found;
}

std::string_view RecordPaths::below(std::string_view path) const noexcept {
    const std::size_t end = std::max(record_of(path).size(), std::min(path.find('/'), path.size()));
    return end < path.size() ? path.substr(end + 1) : path;
}

std::string_view RecordPaths::with_record(std::string_view path) const noexcept {
    const std::string_view record = record_of(path);
    return record.empty() ? below(path) : path.substr(record.rfind('/') + 1);
}

Roll roll_of(schema::ElementId record, const schema::Dictionary& dictionary) noexcept {
    return record == schema::kNoElement ? Roll::none : dictionary.element(record).roll;
}

RecordTitle record_title(const diff::RecordDifference& difference, Redact redact) {
    const std::uint64_t number = difference.new_record != 0 ? difference.new_record : difference.old_record;
    RecordTitle title{shown_record_key(difference, redact), shown_record_name(difference, redact), {}, {}};
    if (const std::string year_group = shown_record_year_group(difference, redact); !year_group.empty()) title.details = "year " + year_group;
    if (title.key.empty()) title.number = record_number(number);
    else add_detail(title.details, record_number(number));
    const bool was_elsewhere = difference.old_record != 0 && difference.old_record != number;
    if (was_elsewhere) add_detail(title.details, "was " + std::to_string(difference.old_record));
    return title;
}

std::vector<std::string> record_events(const diff::RecordDifference& difference, Redact redact, const schema::Dictionary& dictionary) {
    if (difference.outside) return {};
    const bool left = roll_of(difference.old_element, dictionary) == Roll::off;
    const bool is_leaver = roll_of(difference.new_element, dictionary) == Roll::off;
    if (difference.old_record == 0) return {is_leaver ? "joined, among the pupils who have left" : "joined"};
    if (difference.new_record == 0) return {left ? "left, was among the pupils who have left" : "left"};
    std::vector<std::string> events;
    if (difference.moved) events.push_back(moved_words(is_leaver ? Roll::off : Roll::on));
    if (difference.rekeyed) events.push_back(rekeyed_words(difference, redact));
    if (difference.matched_by != diff::MatchedBy::upn) events.push_back("matched by " + std::string(diff::matched_by_name(difference.matched_by)));
    return events;
}

std::string_view item_change_word(ChangeKind kind) noexcept {
    if (kind == ChangeKind::item_added) return "added";
    return kind == ChangeKind::item_removed ? "removed" : "changed";
}

std::string ambiguity_words(const diff::Ambiguity& ambiguity, Redact redact) {
    const std::string key = shown_ambiguous_key(ambiguity, redact);
    std::string text(diff::matched_by_name(ambiguity.by));
    if (!key.empty()) text += ' ' + key;
    return text + ": " + numbers_words(ambiguity.old_records) + " in the old document, " + numbers_words(ambiguity.new_records) +
           " in the new one";
}

std::string unpaired_words(const diff::DocumentSide& document, bool is_new) {
    std::string school = document.la + (document.la.empty() || document.estab.empty() ? "" : " ") + document.estab;
    if (!school.empty()) school = " (school " + school + ")";
    return document.name + school + " is only among the " + (is_new ? "new" : "old") + " documents";
}

}  // namespace cbds::report
