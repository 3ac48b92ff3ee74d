#include "report/change_html_page.hpp"

#include "cbds/report/changes.hpp"
#include "report/html_finding.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

constexpr std::size_t kMostRecordNumbers = 40;  // of records in one cell

std::string document_column(std::string_view column, const std::string& markup) { return cell(column, markup, "document"); }

std::string documents_row(const std::string& head, const std::string& before, const std::string& after) {
    return row_start(head) + document_column("Old", before) + document_column("New", after) + std::string(kRowEnd);
}

std::string collection_words(schema::Edition edition) {
    return markup_text(std::string(schema::collection_title(edition.collection)) + ' ' + schema::edition_date(edition));
}

}  // namespace

std::string page_band(std::string_view kind, std::string_view report, std::string_view heading, std::string_view rest) {
    std::string text = "<header class=\"verdict ";
    text.append(kind).append("\">\n<div class=\"page\">\n<p class=\"report\">").append(markup_text(report));
    text.append("</p>\n<h1>").append(markup_text(heading)).append("</h1>\n<p class=\"rest\">").append(markup_text(rest));
    return text.append("</p>\n</div>\n</header>\n<main class=\"page\">\n");
}

std::string school_of(const diff::DocumentSide& document) {
    if (document.la.empty() || document.estab.empty()) return document.la + document.estab;
    return document.la + '/' + document.estab;
}

std::string document_words(const diff::DocumentSide& document) {
    const std::string school = school_of(document);
    return (school.empty() ? school : "school " + markup_text(school) + ", ") + collection_words(document.edition) + ", " +
           count_of(document.records, "pupil", "pupils");
}

std::string documents_table(const diff::DocumentSide& before, const diff::DocumentSide& after) {
    return "<table class=\"documents\">\n<thead><tr><td></td><th scope=\"col\">Old</th><th scope=\"col\">New</th></tr></thead>\n<tbody>\n" +
           documents_row("Document", markup_text(before.name), markup_text(after.name)) +
           documents_row("School", markup_text(school_of(before)), markup_text(school_of(after))) +
           documents_row("Collection", collection_words(before.edition), collection_words(after.edition)) +
           documents_row("Pupils", thousands(before.records), thousands(after.records)) + std::string(kTableEnd);
}

std::string data_attribute(std::string_view name, std::string_view value) {
    return " data-" + std::string(name) + "=\"" + markup_text(value) + '"';
}

std::string record_place(std::uint64_t old_record, std::uint64_t new_record) {
    if (old_record == 0) return "Record " + std::to_string(new_record) + " in the new document";
    std::string text = "Record " + std::to_string(old_record) + " in the old document";
    return new_record == 0 ? text : text + ", " + std::to_string(new_record) + " in the new";
}

std::string record_list(const std::vector<std::uint64_t>& records) {
    std::string text;
    const std::size_t listed = std::min(records.size(), kMostRecordNumbers);
    for (std::size_t i = 0; i < listed; ++i) text += (i == 0 ? "" : ", ") + std::to_string(records[i]);
    return listed == records.size() ? text : text + " and " + thousands(records.size() - listed) + " more";
}

std::string ambiguity_table_start() {
    return "<p class=\"hint\">These records could be the same pupil in more than one way. Nothing is guessed: they were not "
           "compared. Mend what tells them apart, then compare again.</p>\n" +
           table_start({"They share", "Value", "Records in the old document", "Records in the new document"});
}

std::string ambiguity_row(const diff::Ambiguity& ambiguity, Redact redact, bool is_entry) {
    return (is_entry ? "<tr class=\"entry\" data-kind=\"ambiguous\"><th scope=\"row\">" : "<tr><th scope=\"row\">") +
           markup_text(diff::matched_by_name(ambiguity.by)) + "</th>" +
           cell("Value", "<span class=\"code\">" + markup_text(shown_ambiguous_key(ambiguity, redact)) + "</span>", "told") +
           cell("Old records", record_list(ambiguity.old_records), "told") + cell("New records", record_list(ambiguity.new_records), "told") +
           std::string(kRowEnd);
}

std::string filter_start(std::string_view placeholder, std::initializer_list<FilterKind> kinds) {
    std::string text =
        "<form class=\"filters\" id=\"filters\" hidden>\n<div class=\"search\"><label for=\"search\">Search</label>"
        "<input type=\"search\" id=\"search\" autocomplete=\"off\" placeholder=\"";
    text.append(placeholder).append("\"></div>\n<fieldset><legend>Show</legend>");
    for (const FilterKind& kind : kinds) {
        if (!kind.occurs) continue;
        text.append("<label><input type=\"checkbox\" name=\"kind\" value=\"").append(kind.value);
        text.append("\" checked> ").append(kind.word).append("</label>");
    }
    return text + "</fieldset>\n";
}

std::string filter_end(std::string_view one, std::string_view many) {
    return "<div class=\"buttons\"><button type=\"reset\">Show all</button><button type=\"button\" id=\"fold\">Close all</button>"
           "<button type=\"button\" id=\"print\">Print</button></div>\n</form>\n<p id=\"shown\" role=\"status\" class=\"shown\"" +
           data_attribute("one", one) + data_attribute("many", many) + "></p>\n";
}

std::string group_start(std::string_view kind, int level, const std::string& heading, const std::string& count) {
    const std::string tag = "h" + std::to_string(level);
    return "<details class=\"group " + std::string(kind) + "\" open>\n<summary><" + tag + '>' + heading + "</" + tag +
           "> <span class=\"count\">" + count + "</span></summary>\n";
}

std::string part_start(std::string_view title, const std::string& count) {
    return "<div class=\"part\">\n<h3>" + std::string(title) + (count.empty() ? "" : " <span class=\"count\">" + count + "</span>") + "</h3>\n";
}

}  // namespace cbds::report
