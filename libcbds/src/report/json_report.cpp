#include "report/json_report.hpp"

#include "cbds/error.hpp"
#include "cbds/version.hpp"
#include "report/words.hpp"

#include <nlohmann/json.hpp>

namespace cbds::report {
namespace {

using Json = nlohmann::ordered_json;
using rules::Counts;
using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;
using rules::RuleCount;
using rules::RunSummary;
using rules::Severity;

constexpr std::string_view kSchema = "cbds.report/1";

/// Only ASCII is written, so that no console can misread or act on it; bytes that are not UTF-8 become U+FFFD.
std::string dump(const Json& json) { return json.dump(-1, ' ', true, Json::error_handler_t::replace); }

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json place_or_null(const rules::Place& place, std::uint64_t number) { return place.line == 0 ? Json() : Json(number); }

Json record_json(const Finding& finding, Redact redact) {
    if (finding.record == 0) return {};
    return {{"number", finding.record}, {"key", redact == Redact::all ? Json() : text_or_null(finding.key)}};
}

Json finding_json(const Finding& finding, const std::string& file, Redact redact) {
    return {{"code", finding.rule->code},
            {"severity", rules::severity_name(finding.severity)},
            {"confidence", rules::confidence_name(finding.confidence)},
            {"file", file},
            {"line", place_or_null(finding.place, finding.place.line)},
            {"column", place_or_null(finding.place, finding.place.column)},
            {"offset", place_or_null(finding.place, finding.place.offset)},
            {"record", record_json(finding, redact)},
            {"item", text_or_null(finding.item)},
            {"path", text_or_null(finding.path)},
            {"value", text_or_null(shown_value(finding, redact))},
            {"expected", text_or_null(finding.expected)},
            {"message", finding.message}};
}

Json counts_json(const Counts& counts) {
    return {{"error", counts[Severity::error]}, {"query", counts[Severity::query]}, {"info", counts[Severity::info]}};
}

Json file_json(const FileSummary& file) {
    const auto& edition = file.edition;
    Json json = {{"path", file.name},
                 {"collection", edition ? Json(schema::collection_name(edition->collection)) : Json()},
                 {"edition", edition ? Json(schema::edition_name(*edition)) : Json()},
                 {"records", file.records},
                 {"status", rules::status_name(file.status)},
                 {"counts", counts_json(file.counts)}};
    if (!file.problem.empty()) json["problem"] = file.problem;
    return json;
}

/// A rule that found nothing has the severity that it would have.
Json rule_json(std::string_view code, const RuleCount& count) {
    const bool usual = count.count == 0 && count.rule != nullptr;
    const Severity severity = usual ? rules::lowered(count.rule->kind, count.rule->confidence) : count.severity;
    return {{"code", code},
            {"severity", rules::severity_name(severity)},
            {"count", count.count},
            {"status", count.run ? "run" : "not-run"}};
}

Json summary_json(const RunSummary& run) {
    const auto files_of = [&](FileStatus status) { return run.by_status[static_cast<std::size_t>(status)]; };
    return {{"files", run.files},
            {"checked", files_of(FileStatus::checked)},
            {"refused", files_of(FileStatus::refused)},
            {"unreadable", files_of(FileStatus::unreadable)},
            {"skipped", run.skipped},
            {"records", run.records},
            {"counts", counts_json(run.counts)},
            {"capped", run.capped},
            {"ready", is_ready(run)},
            {"verdict", verdict(run)}};
}

Json files_json(const std::vector<FileSummary>& files) {
    Json list = Json::array();
    for (const FileSummary& file : files) list.push_back(file_json(file));
    return list;
}

Json rules_json(const RunSummary& run) {
    Json list = Json::array();
    for (const auto& [code, count] : run.rules) list.push_back(rule_json(code, count));
    return list;
}

Json tool_json() { return {{"name", "cbds"}, {"version", version()}}; }

/// One member a line, so that the report can be read and compared as text.
std::string list_text(const Json& list) {
    std::string text = "[";
    for (const Json& member : list) text += (text.size() == 1 ? "\n" : ",\n") + dump(member);
    return text + "\n]";
}

}  // namespace

void JsonReport::put(std::string_view text) {
    out_ << text;
    if (!out_) throw OutputError("the report cannot be written: is the disk full?");
}

void JsonReport::begin() {
    begun_ = true;
    put("{\"schema\":" + dump(kSchema) + ",\n\"tool\":" + dump(tool_json()) + ",\n\"findings\":[");
}

void JsonReport::finding(const Finding& finding) {
    const std::string text = dump(finding_json(finding, file_, redact_));
    if (lines_) return put(text + "\n");
    const bool first = !begun_;
    if (first) begin();
    put((first ? "\n" : ",\n") + text);
}

void JsonReport::end(const RunSummary& run) {
    const Json files = files_json(files_);
    const Json rules = rules_json(run);
    if (lines_) {
        const Json last = {
            {"summary", summary_json(run)}, {"schema", kSchema}, {"tool", tool_json()}, {"files", files}, {"rules", rules}};
        return put(dump(last) + "\n");
    }
    if (!begun_) begin();
    put("\n],\n\"files\":" + list_text(files) + ",\n\"rules\":" + list_text(rules));
    put(",\n\"summary\":" + dump(summary_json(run)) + "}\n");
}

}  // namespace cbds::report
