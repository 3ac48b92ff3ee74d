#include "convert_report.hpp"

#include "cbds/error.hpp"
#include "cbds/report/escape.hpp"
#include "reading_notes.hpp"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <numeric>

namespace cbds::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kRowsKept = 100;

/// A log says when things happened; nothing else that is written does.
std::string now() {
    const std::time_t seconds = std::time(nullptr);
    std::tm broken{};
    ::gmtime_r(&seconds, &broken);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &broken)};
}

Json edition_json(schema::Edition edition) { return edition.ordinal == 0 ? Json() : Json(schema::edition_name(edition)); }

/// Each line with the document that it is about.
std::string with_name(const std::string& name, std::string_view lines) {
    std::string text;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size() - 1) + 1;
        text.append(report::printable(name)).append(": ").append(lines.substr(0, end));
        lines.remove_prefix(end);
    }
    return text;
}

/// What COLLECT's tables do not hold.
std::string left_out_text(const formats::FormatLoss& lost) {
    std::string text = "left out " + lost.item + ", " + std::to_string(lost.count) + (lost.count == 1 ? " time" : " times");
    for (std::size_t i = 0; i < lost.records.size(); ++i) text += (i == 0 ? ", in record " : ", ") + std::to_string(lost.records[i]);
    if (!lost.records.empty() && lost.records.size() < lost.count) text += " ...";
    return text + ": " + lost.reason + '\n';
}

Json left_out_json(const std::vector<formats::FormatLoss>& losses) {
    Json list = Json::array();
    for (const formats::FormatLoss& lost : losses) list.push_back({{"path", lost.item}, {"count", lost.count}, {"records", lost.records}, {"reason", lost.reason}});
    return list;
}

/// Makes the file for nobody else to read, since names of files may tell of pupils.
void make_private(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0) throw OutputError("--log-file " + path + ": " + std::strerror(errno));
    ::close(descriptor);
}

}  // namespace

ConvertReport::ConvertReport(ConvertReportOptions options, Context& context) : options_(std::move(options)), context_(context) {
    if (!options_.summary.empty()) {
        summary_.emplace(options_.summary, io::OutputOptions{.overwrite = options_.overwrite, .personal = true}, &context.out);
        summary_->stream() << "{\"schema\":\"cbds.convert/1\",\"documents\":[";
    }
    if (options_.log_file.empty()) return;
    make_private(options_.log_file);
    log_.open(options_.log_file, std::ios::app);
}

/// Of many notes of one kind the first few are shown; all are counted.
void ConvertReport::note(const formats::ReadingNote& note) {
    const auto [found, is_new] = note_of_.try_emplace({note.file, note.column, note.message}, notes_.size());
    if (is_new) notes_.push_back({note, 0, {}});
    CountedNote& counted = notes_[found->second];
    if (note.row != 0 && counted.rows.size() < kRowsKept) counted.rows.push_back(note.row);
    if (++counted.count <= kNotesShown && !options_.quiet) context_.err << note_text(note) << '\n';
}

void ConvertReport::tell_hidden_notes() const {
    for (const CountedNote& counted : notes_) {
        if (counted.count <= kNotesShown || options_.quiet) continue;
        formats::ReadingNote note = counted.note;
        note.row = 0;
        note.message += ": " + std::to_string(counted.count - kNotesShown) + " more";
        context_.err << note_text(note) << '\n';
    }
}

nlohmann::ordered_json ConvertReport::notes_json() const {
    Json list = Json::array();
    for (const CountedNote& counted : notes_) {
        Json json{{"file", counted.note.file}};
        if (!counted.note.column.empty()) json["column"] = counted.note.column;
        json["message"] = counted.note.message;
        json["count"] = counted.count;
        if (!counted.rows.empty()) json["rows"] = counted.rows;
        list.push_back(std::move(json));
    }
    return list;
}

void ConvertReport::document(const ConvertedDocument& document) {
    ++counts_[static_cast<std::size_t>(document.status)];
    if (!options_.quiet || document.status == ConvertStatus::lossy) context_.err << with_name(document.input, document.result.losses.text(options_.words));
    if (!options_.quiet)
        for (const formats::FormatLoss& lost : document.result.left_out) context_.err << report::printable(document.input) << ": " << left_out_text(lost);
    if (!document.problem.empty()) context_.err << "cbds: " << report::printable(document.problem) << '\n';
    if (log_.is_open()) log(document);
    if (!summary_) return;
    Json json{{"input", document.input}, {"output", document.output.empty() ? Json() : Json(document.output)}, {"status", status_name(document.status)},
              {"from", edition_json(document.result.from)}, {"to", edition_json(document.result.to)},
              {"records", document.result.records}, {"written", document.result.written},
              {"problem", document.problem.empty() ? Json() : Json(document.problem)},
              {"left_out", left_out_json(document.result.left_out)}, {"changes", Json::parse(document.result.losses.json(options_.words))}};
    summary_->stream() << (std::exchange(first_, false) ? "\n" : ",\n") << json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

void ConvertReport::log(const ConvertedDocument& document) {
    log_ << now() << ' ' << status_name(document.status) << ' ' << report::printable(document.input);
    if (!document.output.empty()) log_ << " -> " << report::printable(document.output);
    if (!document.problem.empty()) log_ << ": " << report::printable(document.problem);
    log_ << '\n' << std::flush;
    if (!log_) throw OutputError("--log-file " + options_.log_file + ": cannot be written");
}

std::uint64_t ConvertReport::documents() const noexcept { return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}); }

void ConvertReport::end(std::uint64_t skipped) {
    tell_hidden_notes();
    if (!summary_) return;
    Json counts = Json::object();
    for (std::size_t i = 0; i < counts_.size(); ++i) counts[std::string(status_name(static_cast<ConvertStatus>(i)))] = counts_[i];
    const auto dump = [](const Json& json) { return json.dump(-1, ' ', true, Json::error_handler_t::replace); };
    summary_->stream() << (first_ ? "" : "\n") << "],\"notes\":" << dump(notes_json()) << ",\"counts\":" << dump(counts) << ",\"skipped\":" << skipped << "}\n";
    summary_->commit();
}

}  // namespace cbds::cli
