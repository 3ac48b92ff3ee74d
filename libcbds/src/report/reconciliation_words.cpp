#include "report/reconciliation_words.hpp"

#include "cbds/report/escape.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

using diff::PupilReference;
using diff::Reconciliation;

void add_pupil_figure(std::string& text, std::uint64_t number, std::string_view words) {
    if (number != 0) text.append(", ").append(std::to_string(number)).append(" ").append(words);
}

std::string more_words(std::size_t count) { return "and " + std::to_string(count - kNamedPupils) + " more"; }

ListOfPupils list_of(const Reconciliation& reconciliation, std::string_view heading, std::span<const std::uint32_t> pupils, Redact redact) {
    return {heading, named_pupils(reconciliation, pupils, redact), pupils.size()};
}

ListOfPupils list_of_rekeyed(const Reconciliation& reconciliation, Redact redact) {
    ListOfPupils list{"with another UPN", {}, reconciliation.rekeyed_pupils.size()};
    for (std::size_t place = 0; place < std::min(list.count, kNamedPupils); ++place)
        list.pupils.push_back(new_key_words(reconciliation, place, redact));
    if (list.count > kNamedPupils) list.pupils.push_back(more_words(list.count));
    return list;
}

}  // namespace

std::string pupil_words(const PupilReference& pupil, Redact redact) {
    if (!pupil.key.empty() && redact != Redact::all) return pupil.key;
    return pupil.old_record != 0 ? "record " + std::to_string(pupil.old_record) : "new record " + std::to_string(pupil.new_record);
}

std::string new_key_words(const Reconciliation& reconciliation, std::size_t place, Redact redact) {
    const PupilReference& pupil = reconciliation.pupils[reconciliation.rekeyed_pupils[place]];
    const std::string& old_key = reconciliation.rekeyed_from[place];
    if (redact == Redact::all || old_key.empty() || pupil.key.empty()) return pupil_words(pupil, redact);
    return old_key + " > " + pupil.key;
}

std::vector<std::string> named_pupils(const Reconciliation& reconciliation, std::span<const std::uint32_t> pupils, Redact redact) {
    std::vector<std::string> named;
    for (const std::uint32_t pupil : pupils.first(std::min(pupils.size(), kNamedPupils)))
        named.push_back(pupil_words(reconciliation.pupils[pupil], redact));
    if (pupils.size() > kNamedPupils) named.push_back(more_words(pupils.size()));
    return named;
}

std::vector<ListOfPupils> pupil_lists(const Reconciliation& reconciliation, Redact redact) {
    std::vector<ListOfPupils> lists{list_of(reconciliation, "missing", reconciliation.missing_pupils, redact),
                                 list_of(reconciliation, "new", reconciliation.new_pupils, redact),
                                 list_of(reconciliation, "on another roll", reconciliation.moved_pupils, redact),
                                 list_of_rekeyed(reconciliation, redact)};
    std::erase_if(lists, [](const ListOfPupils& list) { return list.count == 0; });
    return lists;
}

std::string side_words(const diff::DocumentSide& side) {
    std::string text = printable(side.name) + ": ";
    text.append(schema::collection_title(side.edition.collection)).append(" ").append(schema::edition_date(side.edition));
    if (!side.la.empty() || !side.estab.empty()) text += ", school " + printable(side.la) + '/' + printable(side.estab);
    return text + ", " + count_of(side.records, "pupil", "pupils");
}

std::string pupils_sentence(const Reconciliation& reconciliation) {
    std::uint64_t both = 0;
    for (const std::uint64_t matched : reconciliation.summary.matched) both += matched;
    std::string text = std::to_string(both) + " in both";
    add_pupil_figure(text, reconciliation.missing_pupils.size(), "missing");
    add_pupil_figure(text, reconciliation.new_pupils.size(), "new");
    add_pupil_figure(text, reconciliation.moved_pupils.size(), "on another roll");
    add_pupil_figure(text, reconciliation.rekeyed_pupils.size(), "with another UPN");
    add_pupil_figure(text, reconciliation.summary.ambiguous, "not compared");
    return text;
}

std::string verdict_words(const Reconciliation& reconciliation) {
    const std::string verdict(diff::verdict_name(reconciliation.verdict()));
    const std::uint64_t records = reconciliation.summary.ambiguous;
    return records == 0 ? verdict : verdict + "; " + count_of(records, "record", "records") + " could not be compared";
}

std::string item_words(const diff::ReconciledItem& item, const diff::ReconciledSection& section) {
    const bool is_below = item.path.starts_with(section.path + '/');
    return printable(is_below ? std::string_view(item.path).substr(section.path.size() + 1) : std::string_view(item.path));
}

std::string equal_words(const diff::ReconciledItem& item) { return item.known ? std::to_string(item.counts.equal) : "-"; }

bool differs_at_all(const diff::ReconciledCounts& counts) noexcept { return counts.changed + counts.missing + counts.added != 0; }

}  // namespace cbds::report
