#include "attendance_document.hpp"
#include "cbds/attendance/census.hpp"
#include "cbds/error.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/report/escape.hpp"
#include "command_attendance.hpp"
#include "common_options.hpp"
#include "listing.hpp"

#include <ostream>

namespace cbds::cli {
namespace {

/// `cbds attendance census`: the attendance of a return from marks, compared and written.
class AttendanceCensus final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void check_csv();
    [[nodiscard]] bool masks() const { return redact_ == "all"; }
    [[nodiscard]] ExitCode write_csv(Context& context);
    void add(const attendance::CensusDifference& difference);
    void tell(const attendance::CensusSummary& summary, Context& context) const;
    void tell_left_out(const attendance::CensusSummary& summary, Context& context) const;

    AttendanceDocumentOptions document_;
    RegisterOptions registers_;
    std::string edition_text_;
    std::string csv_;
    std::string format_ = "text";
    CLI::Option* format_option_ = nullptr;
    std::string redact_ = "direct";
    bool only_compare_ = false;
    std::optional<schema::Edition> edition_;
    Listing differences_{{{"record", Kind::number}, {"upn"}, {"item"}, {"theirs"}, {"ours"}}, {}};
};

void AttendanceCensus::add_options(CLI::App& app) {
    document_.add_to(app, "return", "return", "The census return; with --csv there is none",
                     "File for the return with the attendance of the marks; - is standard output");
    registers_.add_to(app);
    app.add_option("--edition", edition_text_, "Read the return as this edition; with --csv the edition that is made: school-census@2026-spring")
        ->type_name("EDITION");
    app.add_option("--csv", csv_, "Write the sections of the registers to this table, without a return; - is standard output")->type_name("FILE");
    format_option_ = app.add_option("--format", format_, "Format of the differences: text, csv, json, ndjson")
                         ->check(CLI::IsMember({"text", "csv", "json", "ndjson"}))->type_name("FORMAT");
    app.add_option("--redact", redact_, "direct shows UPNs and numbers of sessions, as none does; all masks both")
        ->check(CLI::IsMember({"direct", "all", "none"}))->type_name("LEVEL");
    app.add_flag("--only-compare", only_compare_, "Write no return: what is done without -o too");
}

void AttendanceCensus::check_options() {
    if (!edition_text_.empty()) {
        edition_ = schema::parse_edition(edition_text_);
        if (!edition_ || edition_->collection != schema::Collection::school_census)
            throw UsageError("--edition " + edition_text_ + ": no edition of the school census; `cbds schema --list` names them");
    }
    if (only_compare_ && !document_.output().empty()) throw UsageError("--only-compare writes no return: it does not go with -o");
    if (!csv_.empty()) return check_csv();
    document_.check(registers_);
    registers_.check();
    refuse_national(registers_);
}

/// Without a return all paths are registers.
void AttendanceCensus::check_csv() {
    if (!edition_) throw UsageError("--csv needs --edition: school-census@2026-spring");
    if (only_compare_ || !document_.output().empty() || format_option_->count() > 0)
        throw UsageError("--csv is for registers without a return: it does not go with -o, --only-compare or --format");
    if (!document_.path().empty()) registers_.put_first(document_.path());
    registers_.check();
    refuse_national(registers_);
}

ExitCode AttendanceCensus::write_csv(Context& context) {
    const registers::Register marks = registers_.read(context);
    io::OutputFile file(csv_, {.overwrite = document_.overwrite(), .personal = true, .spooled = true}, &context.out);
    const auto masking = masks() ? attendance::CensusMasking::all : attendance::CensusMasking::none;
    const attendance::CensusSummary summary =
        attendance::write_census_csv(schema::Dictionary::built_in(), marks, *edition_, file.stream(), masking);
    file.commit();
    tell_left_out(summary, context);
    return ExitCode::done;
}

void AttendanceCensus::add(const attendance::CensusDifference& difference) {
    const bool masked = masks();
    const auto fit = [&](const std::string& text) {
        if (format_ == "csv" && io::looks_like_formula(text)) return "'" + text;  // a spreadsheet would act on it
        return format_ == "text" ? report::printable(text) : text;
    };
    const auto shown = [&](const std::string& value) { return masked && !value.empty() ? std::string("***") : fit(value); };
    differences_.rows.push_back({difference.record == 0 ? std::string() : std::to_string(difference.record),
                                 masked ? std::string() : fit(difference.upn), fit(difference.item), shown(difference.theirs),
                                 shown(difference.ours)});
}

void AttendanceCensus::tell(const attendance::CensusSummary& summary, Context& context) const {
    if (registers_.quiet()) return;
    context.err << report::printable(document_.path()) << ": " << counted(summary.records, "record", "records") << ": "
                << summary.equal << " equal, " << summary.different << " different, " << summary.without_marks << " without marks\n";
    document_.tell_taken(summary.taken_school, context);
    if (summary.not_in_return > 0)
        context.err << counted(summary.not_in_return, "pupil with marks is", "pupils with marks are") << " not in the return\n";
    tell_left_out(summary, context);
}

void AttendanceCensus::tell_left_out(const attendance::CensusSummary& summary, Context& context) const {
    const auto line = [&](std::uint64_t count, const std::string& one, const std::string& several) {
        if (count > 0 && !registers_.quiet()) context.err << counted(count, one, several) << '\n';
    };
    line(summary.off_roll, "session is of a day on which its pupil was not on the roll: left out",
         "sessions are of days on which their pupils were not on the roll: left out");
    line(summary.not_listed, "mark has a code that the return cannot have: not listed",
         "marks have codes that the return cannot have: not listed");
}

ExitCode AttendanceCensus::run(Context& context) {
    if (!csv_.empty()) return write_csv(context);
    const registers::Register marks = registers_.read(context);
    const std::string& output = document_.output();
    std::optional<formats::XmlWriter> writer;
    if (!output.empty()) writer.emplace(document_.writer(output, context));
    attendance::CensusSummary summary;
    const auto read = [&](io::Input& document) {
        summary = attendance::fill_census(schema::Dictionary::built_in(), document, marks, {edition_, registers_.jobs()},
                                          writer ? &*writer : nullptr, [&](const auto& difference) { add(difference); });
    };
    return document_.with_document(context, registers_.quiet(), read, [&] {
        if (writer) writer->commit();
        write_listing(differences_, format_, output == "-" ? context.err : context.out);
        tell(summary, context);
        return differences_.rows.empty() ? ExitCode::done : ExitCode::findings;
    });
}

}  // namespace

std::unique_ptr<Command> make_attendance_census() { return std::make_unique<AttendanceCensus>(); }

}  // namespace cbds::cli
