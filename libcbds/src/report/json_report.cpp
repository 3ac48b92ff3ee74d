#include "report/json_report.hpp"

#include "cbds/rules/selection.hpp"
#include "cbds/version.hpp"
#include "report/output.hpp"
#include "report/statistics.hpp"
#include "report/words.hpp"

namespace cbds::report {
namespace {

using rules::Counts;
using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;
using rules::RuleCount;
using rules::RunSummary;
using rules::Severity;

constexpr std::string_view kSchema = "cbds.report/1";

Json place_or_null(const rules::Place& place, std::uint64_t number) { return place.line == 0 ? Json() : Json(number); }

Json record_json(const Finding& finding, Redact redact) {
    if (finding.record == 0) return {};
    return {{"number", finding.record},
            {"key", text_or_null(shown_key(finding, redact))},
            {"year_group", text_or_null(shown_year_group(finding, redact))}};
}

Json counts_json(const Counts& counts) {
    return {{"error", counts[Severity::error]}, {"query", counts[Severity::query]}, {"info", counts[Severity::info]}};
}

Json file_json(const FileSummary& file) {
    const auto& edition = file.edition;
    const Json collection = edition ? Json(schema::collection_name(edition->collection)) : file.of_register ? Json("register") : Json();
    Json json = {{"path", file.name},
                 {"collection", collection},
                 {"edition", edition ? Json(schema::edition_name(*edition)) : Json()},
                 {"records", file.records},
                 {"status", rules::status_name(file.status)},
                 {"counts", counts_json(file.counts)}};
    if (file.known != 0) json["known"] = file.known;
    if (!file.problem.empty()) json["problem"] = file.problem;
    return json;
}

/// A rule that found nothing has the severity that it would have.
Json rule_json(std::string_view code, const RuleCount& count) {
    const bool usual = count.count == 0 && count.rule != nullptr;
    const Severity severity = usual ? rules::usual_severity(*count.rule) : count.severity;
    return {{"code", code},
            {"severity", rules::severity_name(severity)},
            {"count", count.count},
            {"status", count.run ? "run" : "not-run"}};
}

/// The rules that found something.
Json statistics_json(const RunSummary& run) {
    Json list = Json::array();
    for (const RuleCount& count : rules_by_count(run))
        list.push_back({{"code", count.rule->code},
                        {"severity", rules::severity_name(count.severity)},
                        {"count", count.count},
                        {"title", count.rule->title}});
    return list;
}

Json summary_json(const RunSummary& run) {
    const auto files_of = [&](FileStatus status) { return run.by_status[static_cast<std::size_t>(status)]; };
    Json json = {{"files", run.files},
            {"checked", files_of(FileStatus::checked)},
            {"refused", files_of(FileStatus::refused)},
            {"unreadable", files_of(FileStatus::unreadable)},
            {"skipped", run.skipped},
            {"records", run.records},
            {"counts", counts_json(run.counts)},
            {"capped", run.capped},
            {"ready", is_ready(run)},
            {"verdict", verdict(run)}};
    if (run.with_baseline) json.update({{"known", run.known}, {"unused", run.unused}});
    return json;
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

/// One member a line, so that the report can be read and compared as text.
std::string list_text(const Json& list) {
    std::string text = "[";
    for (const Json& member : list) text += (text.size() == 1 ? "\n" : ",\n") + json_text(member);
    return text + "\n]";
}

}  // namespace

Json tool_json() { return {{"name", "cbds"}, {"version", version()}}; }

/// Of a register only the line is known.
Json finding_json(const Finding& finding, const std::string& file, Redact redact) {
    const bool has_offset = finding.place.offset != 0 || finding.place.line == 1;
    return {{"code", finding.rule->code},
            {"severity", rules::severity_name(finding.severity)},
            {"confidence", rules::confidence_name(finding.confidence)},
            {"file", file},
            {"line", place_or_null(finding.place, finding.place.line)},
            {"column", place_or_null(finding.place, finding.place.column)},
            {"offset", has_offset ? Json(finding.place.offset) : Json()},
            {"record", record_json(finding, redact)},
            {"item", text_or_null(finding.item)},
            {"path", text_or_null(finding.path)},
            {"value", text_or_null(shown_value(finding, redact))},
            {"expected", text_or_null(finding.expected)},
            {"message", finding.message}};
}

void JsonReport::begin() {
    begun_ = true;
    put(out_, "{\"schema\":" + json_text(kSchema) + ",\n\"tool\":" + json_text(tool_json()) + ",\n\"findings\":[");
}

void JsonReport::finding(const Finding& finding) {
    const std::string text = json_text(finding_json(finding, file_, redact_));
    if (lines_) return put(out_, text + "\n");
    const bool first = !begun_;
    if (first) begin();
    put(out_, (first ? "\n" : ",\n") + text);
}

void JsonReport::end(const RunSummary& run) {
    const Json files = files_json(files_);
    const Json rules = rules_json(run);
    if (lines_) {
        Json last = {
            {"summary", summary_json(run)}, {"schema", kSchema}, {"tool", tool_json()}, {"files", files}, {"rules", rules}};
        if (statistics_) last["statistics"] = statistics_json(run);
        return put(out_, json_text(last) + "\n");
    }
    if (!begun_) begin();
    put(out_, "\n],\n\"files\":" + list_text(files) + ",\n\"rules\":" + list_text(rules));
    if (statistics_) put(out_, ",\n\"statistics\":" + list_text(statistics_json(run)));
    put(out_, ",\n\"summary\":" + json_text(summary_json(run)) + "}\n");
}

}  // namespace cbds::report
