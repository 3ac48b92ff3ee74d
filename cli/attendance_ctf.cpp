#include "attendance_document.hpp"
#include "cbds/attendance/transfer.hpp"
#include "cbds/report/escape.hpp"
#include "command_attendance.hpp"
#include "common_options.hpp"

#include <ostream>

namespace cbds::cli {
namespace {

/// `cbds attendance ctf`: the attendance of a transfer file from marks.
class AttendanceCtf final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void tell(const attendance::TransferSummary& summary, Context& context) const;

    AttendanceDocumentOptions document_;
    RegisterOptions registers_;
};

void AttendanceCtf::add_options(CLI::App& app) {
    document_.add_to(app, "transfer", "transfer file", "The transfer file",
                     "File for the transfer file with the attendance of the marks; standard output by default");
    registers_.add_to(app);
}

void AttendanceCtf::check_options() {
    document_.check(registers_);
    registers_.check();
    refuse_national(registers_);
}

void AttendanceCtf::tell(const attendance::TransferSummary& summary, Context& context) const {
    if (registers_.quiet()) return;
    context.err << report::printable(document_.path()) << ": " << counted(summary.records, "pupil", "pupils") << ": attendance of "
                << summary.filled << " written, " << summary.without_marks << " without marks\n";
    document_.tell_taken(summary.taken_school, context);
    if (summary.two_place_codes > 0)
        context.err << counted(summary.two_place_codes, "mark has a code", "marks have codes")
                    << " of two places, written as one character each, as one supplier's software does;"
                       " another may read something else\n";
    if (summary.left_out > 0)
        context.err << counted(summary.left_out, "mark is no code", "marks are no code")
                    << ", written as - or, at either end of the string, left out\n";
    if (summary.fewer > 0)
        context.err << counted(summary.fewer, "year had more sessions", "years had more sessions")
                    << " before: see that the registers hold all marks\n";
    if (summary.without_number > 0)
        context.err << counted(summary.without_number, "enrolment is at a school", "enrolments are at schools")
                    << " whose number of authority and establishment is not known: left out; --schools can tell it\n";
}

ExitCode AttendanceCtf::run(Context& context) {
    const registers::Register marks = registers_.read(context);
    formats::XmlWriter writer = document_.writer(document_.output().empty() ? "-" : document_.output(), context);
    attendance::TransferSummary summary;
    const auto read = [&](io::Input& document) {
        summary = attendance::fill_transfer(schema::Dictionary::built_in(), document, marks, registers_.jobs(), writer);
    };
    return document_.with_document(context, registers_.quiet(), read, [&] {
        writer.commit();
        tell(summary, context);
        return ExitCode::done;
    });
}

}  // namespace

std::unique_ptr<Command> make_attendance_ctf() { return std::make_unique<AttendanceCtf>(); }

}  // namespace cbds::cli
