#include "report/html_finding.hpp"

#include "report/finding_words.hpp"
#include "report/markup.hpp"
#include "report/notepad.hpp"
#include "report/year_group.hpp"

namespace cbds::report {
namespace {

using rules::Finding;

std::string paragraph(std::string_view kind, const std::string& markup) {
    return markup.empty() ? markup : "<p class=\"" + std::string(kind) + "\">" + markup + "</p>\n";
}

std::string who(const Finding& finding, const FindingPlace& place, Redact redact) {
    std::string words = markup_text(record_words(finding, redact));
    if (words.empty()) return words;
    words.front() = words.front() == 'p' ? 'P' : 'R';
    std::string text = "<span class=\"pupil\">" + words + "</span>";
    if (!shown_year_group(finding, redact).empty())
        text += " <span class=\"year\">" + markup_text(year_group_title(place.year_group)) + "</span>";
    return text;
}

std::string what(const Finding& finding) {
    const std::string item = finding.item.empty() ? std::string() : "<b class=\"item\">" + markup_text(finding.item) + "</b>: ";
    return item + markup_text(finding.message);
}

std::string where(const Finding& finding, const std::string& file) {
    std::string text = markup_text(file);
    if (finding.place.line != 0)
        text += ", line " + std::to_string(finding.place.line) + ", column " + std::to_string(finding.place.column);
    return text;
}

std::string data(std::string_view name, std::string_view value) {
    return " data-" + std::string(name) + "=\"" + markup_text(value) + '"';
}

std::string note(const Finding& finding, const FindingPlace& place, Redact redact) {
    if (!needs_note(finding)) return {};
    const std::string id = "note-" + std::string(finding.rule->code) + '-' + std::to_string(place.number);
    return note_box(id, "Text for COLLECT’s notepad", note_on(finding, redact));
}

}  // namespace

std::string thousands(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
    return text;
}

std::string severity_badge(rules::Severity severity) {
    const std::string name(rules::severity_name(severity));
    const std::string word = severity == rules::Severity::error   ? "Error"
                             : severity == rules::Severity::query ? "Query"
                                                                  : "Information";
    return "<span class=\"badge " + name + "\">" + word + "</span>";
}

std::string note_box(const std::string& id, std::string_view summary, const std::string& note) {
    const std::string safe = markup_text(id);
    return "<details class=\"note\"><summary>" + std::string(summary) + "</summary>\n<label for=\"" + safe +
           "\">Change it as you need, then copy it</label>\n<textarea id=\"" + safe + "\" rows=\"3\">" + markup_text(note) +
           "</textarea>\n<button type=\"button\" class=\"copy\" hidden>Copy</button></details>\n";
}

std::string finding_item(const Finding& finding, const std::string& file, const FindingPlace& place, Redact redact) {
    std::string text = "<li class=\"finding\"" + data("severity", rules::severity_name(finding.severity)) +
                       data("file", std::to_string(place.file)) + data("record", std::to_string(finding.record));
    if (finding.record != 0) text += data("year", std::to_string(place.year_group));
    text += ">\n" + paragraph("who", who(finding, place, redact)) + paragraph("what", what(finding));
    std::string values = markup_text(found_and_expected(finding, redact));
    if (!values.empty()) values.front() = values.front() == 'f' ? 'F' : 'E';
    return text + paragraph("values", values) + paragraph("where", where(finding, file)) + note(finding, place, redact) +
           "</li>\n";
}

}  // namespace cbds::report
