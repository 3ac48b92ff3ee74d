#include "validate_registers.hpp"

#include "cbds/error.hpp"
#include "first_look.hpp"
#include "reading_notes.hpp"
#include "register_options.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>

namespace cbds::cli {
namespace {

constexpr std::array<std::string_view, 4> kSuffixes{".csv", ".json", ".ndjson", ".jsonl"};
constexpr std::array<std::string_view, 2> kDocumentSuffixes{".xml", ".una"};

/// Whether the name, or that of what is packed in it, ends so.
bool ends_with_any(std::string name, std::span<const std::string_view> suffixes) {
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (name.ends_with(".gz") || name.ends_with(".zst")) name.resize(name.rfind('.'));
    return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view suffix) { return name.ends_with(suffix); });
}

bool ends_as_registers(const std::string& name) { return ends_with_any(name, kSuffixes); }

/// Whether the text begins as XML does, in UTF-8 or UTF-16.
bool begins_as_xml(std::string_view first) {
    constexpr std::string_view kBefore("\xEF\xBB\xBF\xFF\xFE\0 \t\r\n", 10);  // byte order marks, halves of characters, blanks
    const std::size_t begin = first.find_first_not_of(kBefore);
    return begin != std::string_view::npos && first[begin] == '<';
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return path != "-" && std::filesystem::is_directory(path, error);
}

/// Standard input, a pipe: looking at it would use it up.
bool is_read_once(const std::string& path) {
    if (path == "-") return true;
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status) && !std::filesystem::is_directory(status);
}

}  // namespace

void ValidateRegisters::add_to(CLI::App& app) {
    app.add_option("--from", from_, "Form of registers: marks-csv, register-csv, json, ndjson, store; found out by default")->type_name("FORM");
    add_register_tables(app, options_, false);
    app.add_option("--map", options_.map_file, "What the columns of a register in CSV are called with us")->type_name("FILE");
    scope_.add_to(app);
}

void ValidateRegisters::check() {
    if (!from_.empty()) {
        options_.form = registers::find_form(from_);
        const bool document = options_.form == registers::Form::ctf || options_.form == registers::Form::census;
        if (!options_.form || document)
            throw UsageError("--from " + from_ + ": no form of registers that is validated; marks-csv, register-csv, json, ndjson and store are");
    }
    scope_.check();
    if (!scope_.scope().shows_pupils()) throw UsageError("--scope national: findings are of pupils, whom this reader may not see");
}

void ValidateRegisters::check_scope(const std::vector<std::string>& documents) const {
    if (!scope_.given().empty() && !documents.empty())
        throw UsageError(scope_.given() + " is for registers: " + documents.front() + " is, or holds, a document");
}

/// XML is a document, whatever is said of registers. What is named and ends as registers do is one that has to be told what is wrong with it;
/// below a folder or in an archive it is passed over, as any other table is.
ValidateRegisters::Kind ValidateRegisters::kind_of(io::Input& input, bool named, std::optional<io::Encoding> encoding) const {
    const bool ends_so = ends_as_registers(input.name());
    if (!named && ends_with_any(input.name(), kDocumentSuffixes)) return Kind::document;  // there may be thousands
    std::string first;
    try {
        first = first_look(input);
    } catch (const InputError&) {
        return ends_so ? Kind::registers : Kind::document;  // whoever reads it says why it cannot be read
    }
    const auto form = registers::look_at_register(first, names_, encoding);
    if (form == registers::Form::ctf || form == registers::Form::census) return Kind::document;
    if (form || (named && options_.form)) return Kind::registers;
    if (registers::looks_like_side_table(first, names_, encoding)) return named ? Kind::registers : Kind::table;
    if (!ends_so || begins_as_xml(first)) return Kind::document;
    return named ? Kind::registers : Kind::nobodys;
}

ValidateRegisters::Found ValidateRegisters::look_into(const std::string& path, std::optional<io::Encoding> encoding) {
    Found found;
    const bool folder = is_folder(path);
    io::Inputs inputs({{path}, "-", {}, {kSuffixes.begin(), kSuffixes.end()}});
    while (const auto input = inputs.next()) {
        const Kind kind = kind_of(*input, !folder && input->name() == path, encoding);
        if (kind == Kind::registers) found.registers.emplace_back(input->name(), inputs.path());
        if (kind == Kind::table) found.tables.emplace_back(input->name(), inputs.path());
        found.documents += kind == Kind::document ? 1 : 0;
        found.skipped += kind == Kind::nobodys ? 1 : 0;
        if (kind != Kind::document) not_documents_.insert(input->name());
    }
    found.skipped += inputs.skipped();
    return found;
}

/// An archive is read once, however many of its members are wanted.
void ValidateRegisters::add_path(const std::string& path) {
    if (known_paths_.insert(path).second) paths_.push_back(path);
}

/// A table without a register beside it is nothing to check.
void ValidateRegisters::take_found(const Found& found) {
    for (const auto& [name, path] : found.registers) {
        registers_.insert(name);
        add_path(path);
    }
    if (found.registers.empty()) return;
    for (const auto& [name, path] : found.tables) {
        tables_.insert(name);
        add_path(path);
    }
    if (found.documents > 0) taken_from_documents_ += found.registers.size() + found.tables.size();
    else skipped_ += found.skipped;
}

void ValidateRegisters::find_censuses(const std::string& path) {
    io::Inputs inputs({{path}, "-", {}, {}, [&](const std::string& name) { return leaves(name); }});
    while (const auto input = inputs.next()) {
        try {
            if (registers::look_at_register(first_look(*input)) != registers::Form::census) continue;
        } catch (const InputError&) {
            continue;  // who reads the documents tells it
        }
        censuses_.insert(input->name());
        census_paths_.push_back(path);
    }
}

bool ValidateRegisters::takes_unseen(const std::string& name) const { return options_.form || ends_as_registers(name); }

std::vector<std::string> ValidateRegisters::take(const std::vector<std::string>& paths, const std::string& stdin_name,
                                                 std::optional<io::Encoding> encoding) {
    if (!options_.map_file.empty()) names_ = registers::ColumnNames::load(options_.map_file);
    std::vector<std::string> documents;
    for (const std::string& path : paths) {
        if (is_read_once(path)) {
            const std::string& name = path == "-" ? stdin_name : path;
            if (takes_unseen(name)) {
                registers_.insert(name);
                read_once_.insert(name);
                add_path(path);
            } else {
                documents.push_back(path);
            }
            continue;
        }
        const Found found = look_into(path, encoding);
        take_found(found);
        if (found.documents > 0 || found.registers.empty()) documents.push_back(path);
    }
    if (!any()) return documents;
    for (const std::string& path : documents)
        if (!is_read_once(path) && !is_folder(path)) find_censuses(path);
    return documents;
}

/// @param tells  whether notes of reading are shown
registers::Register ValidateRegisters::read_wanted(const Setting& setting, Context& context, const std::set<std::string>& wanted, bool tells,
                                                   std::vector<registers::RefusedInput>& refused) const {
    ReadingNotes notes(context.err);
    registers::RegisterInputOptions options = options_;
    options.inputs.paths = paths_;
    std::set<std::string> known = known_paths_;
    for (const std::string& path : census_paths_)
        if (known.insert(path).second) options.inputs.paths.push_back(path);
    options.inputs.stdin_name = setting.stdin_name;
    options.inputs.wanted = [&wanted](const std::string& name) { return wanted.contains(name); };
    options.schools_file = setting.schools_file;
    options.encoding = setting.encoding;
    options.jobs = setting.jobs;
    options.keep_details = true;
    if (tells && !setting.quiet) options.note = [&](const formats::ReadingNote& note) { notes.add(note); };
    options.refused = [&](registers::RefusedInput input) { refused.push_back(std::move(input)); };
    registers::Register all = registers::read_registers(setting.dictionary, options);
    notes.finish();
    return all;
}

/// Where an input was refused the others are read anew, so that a part of it counts in nothing. A census that is no good has a report of its
/// own, and tells nothing here.
/// @returns nothing where no register is left
std::optional<registers::Register> ValidateRegisters::read(const Setting& setting, Context& context, std::vector<registers::RefusedInput>& refused,
                                                           std::vector<std::string>& beside) const {
    std::set<std::string> wanted = registers_;
    wanted.insert(tables_.begin(), tables_.end());
    if (read_once_.empty() && !options_.form) wanted.insert(censuses_.begin(), censuses_.end());
    registers::Register all = read_wanted(setting, context, wanted, true, refused);
    const bool any_refused = !refused.empty();
    for (const registers::RefusedInput& each : refused) wanted.erase(each.name);
    std::erase_if(refused, [&](const registers::RefusedInput& each) { return censuses_.contains(each.name); });
    beside.assign(censuses_.begin(), censuses_.end());
    const auto is_left = [&](const std::string& name) { return wanted.contains(name); };
    if (any_refused && std::none_of(registers_.begin(), registers_.end(), is_left)) return std::nullopt;
    if (!any_refused) return all;
    if (std::any_of(read_once_.begin(), read_once_.end(), is_left)) {
        for (const registers::RefusedInput& each : refused) beside.push_back(each.name);  // they have a summary each, as refused
        return all;
    }
    all = registers::Register();  // two at once may be too many
    std::vector<registers::RefusedInput> again;
    return read_wanted(setting, context, wanted, false, again);
}

void ValidateRegisters::tell_refused(const registers::RefusedInput& refused, const rules::RegisterValidateOptions& options, rules::RunSummary& run) const {
    rules::FileSummary file;
    file.name = refused.name;
    file.of_register = true;
    file.status = refused.unreadable ? rules::FileStatus::unreadable : rules::FileStatus::refused;
    const std::string place = refused.name + ": ";
    file.problem = refused.message.starts_with(place) ? refused.message.substr(place.size()) : refused.message;
    options.begin_file(file.name);
    options.end_file(file);
    ++run.files;
    ++run.by_status[static_cast<std::size_t>(file.status)];
}

/// What is wrong with a table of an option leaves no register to check: it stands in the place of the first.
void ValidateRegisters::validate(const Setting& setting, rules::RegisterValidateOptions options, Context& context, rules::FindingSink& sink,
                                 rules::RunSummary& run) {
    std::vector<registers::RefusedInput> refused;
    const std::string first = paths_.front() == "-" ? setting.stdin_name : paths_.front();
    try {
        std::vector<rules::FileSummary> files;
        if (auto all = read(setting, context, refused, options.beside)) {
            scope_.restrict_and_tell(*all, options.reference_date, setting.quiet, context.err);
            rules::validate_register(*all, options, sink, run, files);
        }
    } catch (const InputError& error) {
        refused.push_back({first, error.what(), true});
    } catch (const DocumentError& error) {
        refused.push_back({first, error.what(), false});
    }
    for (const registers::RefusedInput& each : refused) tell_refused(each, options, run);
}

}  // namespace cbds::cli
