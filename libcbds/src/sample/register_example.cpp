#include "cbds/sample/register_example.hpp"

#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"
#include "register/side_tables.hpp"
#include "sample/example_rows.hpp"
#include "sample/register_example_tables.hpp"

#include <functional>

namespace cbds::sample {
namespace {

/// The files, with the readers that read those of users.
registers::Register read_tables(const schema::Dictionary& dictionary, const RegisterTables& tables) {
    registers::RegisterInputOptions options;
    options.keep_details = true;
    const registers::ColumnNames names;
    const registers::ReaderContext context{options, names, dictionary};
    registers::RegisterBuilder builder(options.conflicts, options.keep_details);
    const std::string calendar = tables.calendar();
    const std::string pupils = tables.pupils();
    const std::string marks = tables.marks();
    io::MemoryStream calendar_stream(calendar);
    io::MemoryStream pupils_stream(pupils);
    io::MemoryStream marks_stream(marks);
    if (!calendar.empty()) read_calendar_table(calendar_stream, "calendar.csv", context, builder);
    read_pupils_table(pupils_stream, "pupils.csv", context, builder);
    read_marks_csv(marks_stream, "marks.csv", context, builder);
    const auto enrolment_of = [&](const RegisterTables::Beside& each) { return builder.enrolment(builder.school(each.urn), "", each.upn); };
    for (const RegisterTables::Beside& each : tables.exclusions())
        builder.enrolment_at(enrolment_of(each)).exclusions.push_back(registers::date_of(each.session));
    for (const RegisterTables::Beside& each : tables.unknown_ids())
        builder.incident({registers::Incident::Kind::unknown_code_id, enrolment_of(each), each.session, 0, 0, each.id, "attendance_code_id"});
    return builder.finish();
}

/// An edit of the base itself; such edits come first.
bool is_of_base(std::string_view edit) { return edit.starts_with("days=") || edit.starts_with("pupils=") || edit.starts_with("schools="); }

std::vector<Example> files_of(const RegisterTables& tables) {
    std::vector<Example> files{{"marks.csv", tables.marks()}, {"pupils.csv", tables.pupils()}};
    if (std::string calendar = tables.calendar(); !calendar.empty()) files.push_back({"calendar.csv", std::move(calendar)});
    return files;
}

/// @param plain  without the edits behind those of the base
RegisterTables edited(const ExampleCase& example, bool plain) {
    RegisterTables tables;
    std::string_view rest = example.edits;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find("; "), rest.size());
        const std::string_view edit = rest.substr(0, end);
        if (plain && !is_of_base(edit)) break;
        try {
            tables.edit(edit);
        } catch (const Error& error) {
            throw DictionaryError("the example of " + std::string(example.code) + ": the edit " + std::string(edit) + ": " + error.what());
        }
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return tables;
}

}  // namespace

std::span<const ExampleCase> register_cases() noexcept {
    static const std::vector<ExampleCase> cases(register_case_rows().begin(), register_case_rows().end());
    return cases;
}

RegisterExample make_register_example(const schema::Dictionary& dictionary, const ExampleCase& example) {
    const RegisterTables tables = edited(example, false);
    RegisterExample made;
    made.files = files_of(tables);
    made.plain = files_of(edited(example, true));
    for (const RegisterTables::Beside& each : tables.exclusions())
        made.remarks.push_back("a census tells of a suspension of " + each.upn + " from " +
                               identifiers::write_date(registers::date_of(each.session)));
    for (const RegisterTables::Beside& each : tables.unknown_ids())
        made.remarks.push_back("a mark of " + each.upn + " in JSON refers to the code " + each.id + ", which is not in the list of codes");
    made.reference_date = tables.reference_date();
    if (made.reference_date) made.remarks.push_back("the reference date is " + identifiers::write_date(*made.reference_date));
    made.read = read_tables(dictionary, tables);
    return made;
}

}  // namespace cbds::sample
