#include "care_options.hpp"

#include "cbds/error.hpp"
#include "cbds/report/escape.hpp"

#include <filesystem>
#include <ostream>

namespace cbds::cli {
namespace {

constexpr std::string_view kFormats = "text, json and csv";

bool is_format(std::string_view word) { return word == "text" || word == "json" || word == "csv"; }


ExitCode worse(ExitCode a, ExitCode b) { return static_cast<int>(a) > static_cast<int>(b) ? a : b; }

}  // namespace

void CareListOptions::add_to(CLI::App& app) {
    app.add_option("--format", format_, "Format of the list of what was done: text, json, csv")->check(CLI::IsMember({"text", "json", "csv"}))->type_name("FORMAT");
    app.add_option("--report", report_texts_, "Write the list to a file too, as csv=changes.csv; repeatable")->type_name("FORMAT=FILE")->allow_extra_args(false);
    app.add_option("--redact", redact_text_, "Mask values: direct (names, addresses; default), all, none")
        ->check(CLI::IsMember({"direct", "all", "none"}))->type_name("LEVEL");
    app.add_flag("-q,--quiet", quiet_, "Print nothing but errors");
}

void CareListOptions::check() {
    reports_.clear();
    for (const std::string& text : report_texts_) {
        const std::size_t sign = text.find('=');
        const std::string format = text.substr(0, sign);
        if (sign == std::string::npos || sign + 1 == text.size()) throw UsageError("--report " + text + ": write it as FORMAT=FILE: csv=changes.csv");
        if (!is_format(format)) throw UsageError("--report " + text + ": no such format; there are " + std::string(kFormats));
        reports_.emplace_back(format, text.substr(sign + 1));
    }
}

void CareListOptions::open(Context& context, std::string_view title, bool on_err, bool overwrite) {
    const report::Redact redact = redact_text_ == "none" ? report::Redact::none : redact_text_ == "all" ? report::Redact::all : report::Redact::direct;
    std::ostream& out = on_err ? context.err : context.out;
    lists_.clear();
    if (!quiet_) lists_.push_back({std::nullopt, make_care_list(format_, title, redact, out)});
    words_ = quiet_ || format_ != "text" ? nullptr : &out;
    for (const auto& [format, path] : reports_) {
        Entry& entry = lists_.emplace_back();
        entry.file.emplace(path, io::OutputOptions{.overwrite = overwrite, .personal = true}, on_err ? nullptr : &context.out);
        entry.list = make_care_list(format, title, redact, entry.file->stream());
    }
}

void CareListOptions::add(const CareEntry& entry) {
    for (const Entry& each : lists_) each.list->add(entry);
}

void CareListOptions::say(const std::string& sentence) {
    if (words_ != nullptr) *words_ << report::printable(sentence) << '\n';
}

void CareListOptions::end() {
    for (Entry& each : lists_) {
        each.list->end();
        if (each.file) each.file->commit();
    }
}

void CareOutputOptions::add_to(CLI::App& app, const std::string& help) {
    option_ = app.add_option("-o,--output", path_, help)->type_name("PATH");
    app.add_flag("--overwrite", overwrite_, "Replace files that exist");
    app.add_flag("--dry-run", dry_run_, "Say what would be done, and write nothing");
}

bool CareOutputOptions::is_folder() const {
    std::error_code error;
    return path_.ends_with('/') || (path_ != "-" && std::filesystem::is_directory(path_, error));
}

convert::CareTarget CareOutputOptions::target(const std::string& path, Context& context) const {
    return {path, overwrite_, dry_run_, &context.out};
}

io::Inputs inputs_of(const ReadingOptions& reading) {
    io::InputOptions options;
    options.paths = reading.paths();
    options.stdin_name = reading.stdin_name();
    return io::Inputs(options);
}

convert::CareReading care_reading(ReadingOptions& reading) {
    return {&reading.dictionary(), reading.edition(), reading.encoding(), reading.jobs()};
}

ExitCode guarded(Context& context, const std::function<ExitCode()>& work) {
    try {
        return work();
    } catch (const DocumentError& error) {
        context.err << "cbds: " << report::printable(error.what()) << '\n';
        return ExitCode::findings;
    } catch (const InputError& error) {
        context.err << "cbds: " << report::printable(error.what()) << '\n';
    } catch (const OutputError& error) {
        context.err << "cbds: " << report::printable(error.what()) << '\n';
    }
    return ExitCode::trouble;
}

void check_one_document(const ReadingOptions& reading, const CareOutputOptions& output) {
    if (!output.is_folder() && inputs_of(reading).files() > 1) throw UsageError(output.path() + ": one output for several documents; give a folder with -o");
}

ExitCode for_each_document(const ReadingOptions& reading, Context& context, const std::function<ExitCode(io::Input&)>& work) {
    io::Inputs inputs = inputs_of(reading);
    ExitCode code = ExitCode::done;
    bool any = false;
    while (const auto input = inputs.next()) {
        any = true;
        code = worse(code, guarded(context, [&] { return work(*input); }));
    }
    if (!any) throw InputError(in_words(reading.paths()) + ": no document is there, nothing was done");
    return code;
}

std::string base_name(const std::string& path) {
    std::string name = path.substr(path.rfind('/') + 1);
    for (const std::string_view packed : {".gz", ".zst"})
        if (name.ends_with(packed)) name.resize(name.size() - packed.size());
    return name;
}

}  // namespace cbds::cli
