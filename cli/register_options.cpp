#include "register_options.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/dictionary.hpp"
#include "common_options.hpp"
#include "reading_notes.hpp"

#include <algorithm>
#include <ostream>
#include <thread>

namespace cbds::cli {

void add_register_tables(CLI::App& app, registers::RegisterInputOptions& options, bool with_schools, bool with_calendar) {
    app.add_option("--pupils", options.pupils_file, "Table of pupils beside registers: dates of birth, of admission, of leaving ...")->type_name("FILE");
    if (with_schools) app.add_option("--schools", options.schools_file, "Table of schools, ours or an extract of GIAS")->type_name("FILE");
    if (with_calendar) app.add_option("--calendar", options.calendar_file, "Table of the days on which schools are open or closed")->type_name("FILE");
    app.add_option("--codes", options.codes_file, "Table of the ids of codes, for registers in JSON that refer to them")->type_name("FILE");
    const auto take_policy = [&options](const std::string& word) { options.conflicts = registers::find_conflict_policy(word).value(); };
    app.add_option_function<std::string>("--conflicts", take_policy, "Of two marks for one session: last, best-of, or error")
        ->check(CLI::IsMember({"last", "best-of", "error"}))->type_name("POLICY");
}

void RegisterOptions::add_to(CLI::App& app, bool with_scope) {
    app.add_option("path", options_.inputs.paths, "Registers: files, folders, archives, a store; - is standard input")->type_name("PATH");
    app.add_option("--from", from_, "Form of the registers: marks-csv, register-csv, json, ndjson, ctf, census, store; found out by default")->type_name("FORM");
    app.add_option("--map", options_.map_file, "What the columns of a CSV file are called with us")->type_name("FILE");
    app.add_option("--encoding", encoding_, "Encoding of CSV files: utf-8, windows-1252 ...")->type_name("NAME");
    app.add_option("-j,--jobs", options_.jobs, "Threads to use; all processors by default")->check(CLI::Range(1U, 256U))->type_name("N");
    app.add_option("--stdin-filename", options_.inputs.stdin_name, "How reports call standard input")->type_name("NAME");
    app.add_flag("-q,--quiet", quiet_, "No totals, and no words but those of trouble");
    options_.jobs = std::max(1U, std::thread::hardware_concurrency());
    add_tables_to(app, with_scope);
}

void RegisterOptions::add_tables_to(CLI::App& app, bool with_scope) {
    add_register_tables(app, options_, true, with_scope);
    if (!with_scope) return;
    scope_.add_to(app);
    app.add_option("--reference-date", reference_date_text_, "The day that counts as today, YYYY-MM-DD")->type_name("DATE");
}

void RegisterOptions::take(const ReadingOptions& reading, const std::string& from, const std::string& map_file, bool quiet) {
    options_.inputs.paths = reading.paths();
    options_.inputs.stdin_name = reading.stdin_name();
    options_.encoding = reading.encoding();
    options_.jobs = reading.jobs();
    options_.map_file = map_file;
    from_ = from;
    quiet_ = quiet;
    tells_losses_ = false;
}

void RegisterOptions::check() {
    if (options_.inputs.paths.empty()) options_.inputs.paths.emplace_back("-");
    if (std::count(options_.inputs.paths.begin(), options_.inputs.paths.end(), "-") > 1) throw UsageError("-: standard input can be read once only");
    if (!from_.empty()) {
        options_.form = registers::find_form(from_);
        if (!options_.form) throw UsageError("--from " + from_ + ": no form of registers; marks-csv, register-csv, json, ndjson, ctf, census and store are");
    }
    if (!encoding_.empty()) options_.encoding = parse_encoding_option(encoding_);  // else what was taken stays
    reference_date_ = parse_date_option("--reference-date", reference_date_text_);
    scope_.check();
}

registers::Register RegisterOptions::read(Context& context, bool keep_details, std::optional<registers::Period> period) {
    ReadingNotes notes(context.err);
    registers::RegisterInputOptions options = options_;
    options.keep_details = keep_details;
    options.period = period;
    if (!quiet_) options.note = [&](const formats::ReadingNote& note) { notes.add(note); };
    registers::Register all = registers::read_registers(schema::Dictionary::built_in(), options);
    notes.finish();
    losses_ = {};
    count_losses(all, true);  // which no scope shows
    scope_.restrict_and_tell(all, reference_date_, quiet_, context.err);
    count_losses(all, false);
    tell_losses(context);
    return all;
}

void RegisterOptions::read_each(Context& context, const std::string& store, const registers::TakeExtract& take) {
    ReadingNotes notes(context.err);
    registers::RegisterInputOptions options = options_;
    if (!quiet_) options.note = [&](const formats::ReadingNote& note) { notes.add(note); };
    losses_ = {};
    registers::for_each_extract(schema::Dictionary::built_in(), options, store, [&](const registers::Extract& extract) {
        if (extract.marks != nullptr)
            for (const bool of_nobody : {true, false}) count_losses(*extract.marks, of_nobody);
        take(extract);
    });
    notes.finish();
    tell_losses(context);
}

void RegisterOptions::count_losses(const registers::Register& all, bool of_nobody) {
    const bool conflicts_count = options_.conflicts == registers::ConflictPolicy::error;
    for (const registers::Incident& incident : all.incidents)
        if ((incident.enrolment == registers::Incident::kNoEnrolment) == of_nobody) losses_.add(incident, conflicts_count);
}

void RegisterOptions::tell_losses(Context& context) const {
    if (losses_.any() && tells_losses_ && !quiet_) context.err << losses_.in_words() << '\n';
}

}  // namespace cbds::cli
