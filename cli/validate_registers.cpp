#include "validate_registers.hpp"

#include "cbds/error.hpp"
#include "reading_notes.hpp"
#include "register_options.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace cbds::cli {
namespace {

constexpr std::size_t kLookAt = std::size_t{64} << 10;  // a year of sessions makes a long heading

constexpr std::array<std::string_view, 4> kSuffixes{".csv", ".json", ".ndjson", ".jsonl"};

/// Whether the name, or that of what is packed in it, ends as registers do.
bool has_suffix(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (name.ends_with(".gz") || name.ends_with(".zst")) name.resize(name.rfind('.'));
    return std::any_of(kSuffixes.begin(), kSuffixes.end(), [&](std::string_view suffix) { return name.ends_with(suffix); });
}

std::string first_bytes(io::Input& input) {
    std::string first(kLookAt, '\0');
    first.resize(input.open()->read(first));
    return first;
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return path != "-" && std::filesystem::is_directory(path, error);
}

}  // namespace

void ValidateRegisters::add_to(CLI::App& app) {
    app.add_option("--from", from_, "Form of registers: marks-csv, register-csv, json, ndjson, store; found out by default")->type_name("FORM");
    add_register_tables(app, options_, false);
    app.add_option("--map", options_.map_file, "What the columns of a register in CSV are called with us")->type_name("FILE");
}

void ValidateRegisters::check() {
    if (!from_.empty()) {
        options_.form = registers::find_form(from_);
        const bool document = options_.form == registers::Form::ctf || options_.form == registers::Form::census;
        if (!options_.form || document)
            throw UsageError("--from " + from_ + ": no form of registers that is validated; marks-csv, register-csv, json, ndjson and store are");
    }
}

/// XML is a document, whatever is said of registers.
ValidateRegisters::Kind ValidateRegisters::kind_of(io::Input& input, bool named) const {
    const bool told = named && (options_.form || (!options_.map_file.empty() && has_suffix(input.name())));
    if (!input.reopens()) return told || has_suffix(input.name()) ? Kind::registers : Kind::document;
    const std::string first = first_bytes(input);
    const auto form = registers::look_at_register(first);
    if (form == registers::Form::census) return Kind::census;
    if (form == registers::Form::ctf) return Kind::document;
    if (form || told) return Kind::registers;
    return registers::looks_like_side_table(first) ? Kind::table : Kind::document;
}

void ValidateRegisters::take_from_folder(const std::string& path) {
    io::Inputs inputs({{path}, "-", {}, {kSuffixes.begin(), kSuffixes.end()}});
    std::vector<std::string> tables;
    const std::size_t before = paths_.size();
    while (const auto input = inputs.next()) {
        if (!has_suffix(input->name()) || !input->reopens()) continue;
        try {
            const Kind kind = kind_of(*input, false);
            if (kind == Kind::registers) paths_.push_back(input->name());
            if (kind == Kind::table) tables.push_back(input->name());
        } catch (const InputError&) {
            continue;  // it is not for us to tell
        }
    }
    if (paths_.size() == before) return;
    paths_.insert(paths_.end(), tables.begin(), tables.end());
    taken_from_folders_ += paths_.size() - before;
}

std::vector<std::string> ValidateRegisters::take(const std::vector<std::string>& paths, const std::string& stdin_name) {
    std::vector<std::string> documents;
    for (const std::string& path : paths) {
        auto kind = Kind::document;
        if (is_folder(path)) {
            take_from_folder(path);
        } else if (path == "-") {  // which is looked at once only
            kind = options_.form || has_suffix(stdin_name) ? Kind::registers : Kind::document;
        } else {
            io::Inputs inputs({{path}, stdin_name, {}, {kSuffixes.begin(), kSuffixes.end()}});
            try {
                if (const auto input = inputs.next()) kind = kind_of(*input, true);
            } catch (const InputError&) {
                kind = Kind::document;  // which tells what is wrong
            }
        }
        if (kind == Kind::registers || kind == Kind::table) paths_.push_back(path);
        else documents.push_back(path);
        if (kind == Kind::census) censuses_.push_back(path);
    }
    return documents;
}

/// A census that is no good has a report of its own, and tells nothing here.
registers::Register ValidateRegisters::read(const Setting& setting, Context& context, std::vector<std::string>& beside) const {
    ReadingNotes notes(context.err);
    registers::RegisterInputOptions options = options_;
    options.inputs.paths = paths_;
    options.inputs.stdin_name = setting.stdin_name;
    options.schools_file = setting.schools_file;
    options.encoding = setting.encoding;
    options.jobs = setting.jobs;
    options.keep_details = true;
    if (!setting.quiet) options.note = [&](const formats::ReadingNote& note) { notes.add(note); };
    const bool once = std::find(paths_.begin(), paths_.end(), "-") != paths_.end();
    if (!censuses_.empty() && !once && !options_.form) {
        try {
            options.inputs.paths.insert(options.inputs.paths.end(), censuses_.begin(), censuses_.end());
            registers::Register all = registers::read_registers(setting.dictionary, options);
            beside = censuses_;
            notes.finish();
            return all;
        } catch (const DocumentError&) {
            options.inputs.paths = paths_;
        }
    }
    registers::Register all = registers::read_registers(setting.dictionary, options);
    notes.finish();
    return all;
}

void ValidateRegisters::tell_failure(const std::string& problem, rules::FileStatus status, const rules::RegisterValidateOptions& options,
                                     rules::RunSummary& run) const {
    const auto named = std::find_if(paths_.begin(), paths_.end(), [&](const std::string& path) { return problem.starts_with(path); });
    rules::FileSummary file;
    file.name = named == paths_.end() ? paths_.front() : *named;
    file.of_register = true;
    file.status = status;
    file.problem = problem;
    options.begin_file(file.name);
    options.end_file(file);
    ++run.files;
    ++run.by_status[static_cast<std::size_t>(status)];
}

void ValidateRegisters::validate(const Setting& setting, rules::RegisterValidateOptions options, Context& context, rules::FindingSink& sink,
                                 rules::RunSummary& run) {
    try {
        const registers::Register all = read(setting, context, options.beside);
        std::vector<rules::FileSummary> files;
        rules::validate_register(all, options, sink, run, files);
    } catch (const InputError& error) {
        tell_failure(error.what(), rules::FileStatus::unreadable, options, run);
    } catch (const DocumentError& error) {
        tell_failure(error.what(), rules::FileStatus::refused, options, run);
    }
}

}  // namespace cbds::cli
