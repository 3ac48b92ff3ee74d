#include "report/sarif_report.hpp"

#include "cbds/rules/selection.hpp"
#include "cbds/version.hpp"
#include "report/finding_words.hpp"
#include "report/json_text.hpp"
#include "report/output.hpp"
#include "report/words.hpp"

namespace cbds::report {
namespace {

using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;
using rules::Rule;
using rules::RuleCount;
using rules::RunSummary;
using rules::Severity;

constexpr std::string_view kSarifSchema = "https://json.schemastore.org/sarif-2.1.0.json";
constexpr std::size_t kMostRemembered = 10'000;  // of one record

constexpr bool is_unreserved(char c) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
}

std::string_view level_of(Severity severity) noexcept {
    if (severity == Severity::error) return "error";
    return severity == Severity::query ? "warning" : "note";
}

/// Viewers make a link of `[text](address)`, and values come from outside.
Json message(std::string text) {
    for (std::size_t at = 0; (at = text.find("](", at)) != std::string::npos;) text.insert(at + 1, 1, ' ');
    return {{"text", std::move(text)}};
}

Json region(const rules::Place& place) {
    Json json = {{"startLine", place.line}, {"startColumn", place.column}};
    if (place.offset != 0 || place.line == 1) json["byteOffset"] = place.offset;  // only the line is known of a register
    return json;
}

Json artifact_location(const std::string& uri, std::size_t index) { return {{"uri", uri}, {"index", index}}; }

Json location(const Finding& finding, Json artifact) {
    Json physical = {{"artifactLocation", std::move(artifact)}};
    if (finding.place.line != 0) physical["region"] = region(finding.place);
    Json location = {{"physicalLocation", std::move(physical)}};
    if (!finding.path.empty())
        location["logicalLocations"] =
            Json::array({{{"name", finding.item}, {"fullyQualifiedName", finding.path}, {"kind", "element"}}});
    return location;
}

/// What no member of SARIF is meant for, under the names that the JSON report has for it.
Json properties(const Finding& finding, Redact redact) {
    Json json = {{"confidence", rules::confidence_name(finding.confidence)}};
    if (finding.record != 0) json["record"] = finding.record;
    const auto add = [&](const char* name, const std::string& text) {
        if (!text.empty()) json[name] = text;
    };
    add("key", shown_key(finding, redact));
    add("year_group", shown_year_group(finding, redact));
    add("value", shown_value(finding, redact));
    add("expected", finding.expected);
    return json;
}

Json words_json(std::string_view text) {
    Json json = Json::array();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) json.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return json;
}

Json sarif_rule(std::string_view code, const RuleCount& count) {
    Json json = {{"id", code}};
    if (count.rule == nullptr) return json;
    const Rule& rule = *count.rule;
    if (!rule.title.empty()) json["shortDescription"] = message(std::string(rule.title));
    if (!rule.explanation.empty()) json["fullDescription"] = message(std::string(rule.explanation));
    if (!rule.explanation.empty()) json["help"] = message(std::string(rule.explanation));
    json["defaultConfiguration"] = {{"level", level_of(rules::usual_severity(rule))}};
    json["properties"] = {
        {"tags", words_json(rule.tags)}, {"confidence", rules::confidence_name(rule.confidence)}, {"source", rule.source}};
    return json;
}

Json sarif_rules(const RunSummary& run) {
    Json list = Json::array();
    for (const auto& [code, count] : run.rules)
        if (count.run || count.count != 0) list.push_back(sarif_rule(code, count));
    return list;
}

Json artifacts_json(const std::vector<FileSummary>& files) {
    Json list = Json::array();
    for (const FileSummary& file : files) {
        Json properties = {{"status", rules::status_name(file.status)}, {"records", file.records}};
        if (file.edition) properties["edition"] = schema::edition_name(*file.edition);
        list.push_back({{"location", {{"uri", artifact_uri(file.name)}}}, {"properties", std::move(properties)}});
    }
    return list;
}

Json unread_json(const std::vector<FileSummary>& files) {
    Json list = Json::array();
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].status == FileStatus::checked) continue;
        const Json artifact = artifact_location(artifact_uri(files[i].name), i);
        list.push_back({{"level", "error"},
                        {"message", message(problem_words(files[i]))},
                        {"locations", Json::array({{{"physicalLocation", {{"artifactLocation", artifact}}}}})}});
    }
    return list;
}

Json not_run_json(const RunSummary& run) {
    Json list = Json::array();
    for (const auto& [code, count] : run.rules) {
        if (count.run) continue;
        list.push_back({{"level", "note"},
                        {"descriptor", {{"id", code}}},
                        {"message", message(std::string(code) + " was not run for want of data")}});
    }
    return list;
}

Json invocation_json(const RunSummary& run, const std::vector<FileSummary>& files) {
    return {{"executionSuccessful", run.by_status[static_cast<std::size_t>(FileStatus::unreadable)] == 0},
            {"toolExecutionNotifications", unread_json(files)},
            {"toolConfigurationNotifications", not_run_json(run)}};
}

std::string hexadecimal(std::uint64_t number) {
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[number >> shift & 15U];
    return text;
}

/// FNV-1a: the same on every machine, which is all that is asked of it.
std::uint64_t hash_of(std::initializer_list<std::string_view> texts) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const std::string_view text : texts) {
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
        hash = (hash ^ 0xFFU) * 0x100000001B3;
    }
    return hash;
}

}  // namespace

std::string artifact_uri(std::string_view name) {
    std::string uri = name.starts_with('/') ? "file://" : "";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_unreserved(c)) uri += c;
        else uri.append("%") += {"0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
    }
    return uri;
}

void SarifReport::begin_file(std::string_view name) {
    uri_ = artifact_uri(name);
    record_ = 0;
    same_.clear();
}

/// By rule, record and item, and not by place or file: it stays the same when the document is exported again.
std::string SarifReport::fingerprint(const Finding& finding) {
    const std::string key = shown_key(finding, redact_);
    const std::string record = key.empty() && finding.record != 0 ? std::to_string(finding.record) : key;
    const std::uint64_t hash = hash_of({finding.rule->code, record, finding.path});
    if (finding.record != record_ || same_.size() > kMostRemembered) same_.clear();
    record_ = finding.record;
    return hexadecimal(hash) + ':' + std::to_string(++same_[hash]);
}

void SarifReport::begin() {
    begun_ = true;
    put(out_, "{\"$schema\":" + json_text(kSarifSchema) + ",\n\"version\":\"2.1.0\",\n\"runs\":[{\n\"results\":[");
}

void SarifReport::finding(const Finding& finding) {
    const bool first = !begun_;
    if (first) begin();
    const Json result = {{"ruleId", finding.rule->code},
                         {"level", level_of(finding.severity)},
                         {"message", message(sentence_with_record(finding, redact_))},
                         {"locations", Json::array({location(finding, artifact_location(uri_, files_.size()))})},
                         {"partialFingerprints", {{"cbdsFinding/v1", fingerprint(finding)}}},
                         {"properties", properties(finding, redact_)}};
    put(out_, (first ? "\n" : ",\n") + json_text(result));
}

void SarifReport::end(const RunSummary& run) {
    if (!begun_) begin();
    const Json driver = {{"name", "cbds"}, {"version", version()}, {"rules", sarif_rules(run)}};
    const Json summary = {{"ready", is_ready(run)}, {"verdict", verdict(run)}, {"capped", run.capped}};
    put(out_, "\n],\n\"columnKind\":\"unicodeCodePoints\",\n\"artifacts\":" + json_text(artifacts_json(files_)));
    put(out_, ",\n\"invocations\":" + json_text(Json::array({invocation_json(run, files_)})));
    put(out_, ",\n\"tool\":" + json_text({{"driver", driver}}) + ",\n\"properties\":" + json_text(summary) + "\n}]}\n");
}

}  // namespace cbds::report
