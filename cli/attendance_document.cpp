#include "attendance_document.hpp"

#include "care_options.hpp"
#include "cbds/error.hpp"
#include "reading_notes.hpp"

#include <algorithm>
#include <ostream>

namespace cbds::cli {

void AttendanceDocumentOptions::add_to(CLI::App& app, const std::string& name, const std::string& words, const std::string& help,
                                        const std::string& output) {
    words_ = words;
    app.add_option(name, path_, help)->type_name("FILE");
    app.add_option("-o,--output", output_, output)->type_name("FILE");
    app.add_flag("--overwrite", overwrite_, "Replace a file that exists");
}

void AttendanceDocumentOptions::check(const RegisterOptions& registers) const {
    if (path_.empty()) throw UsageError("give two things: the " + words_ + ", and the registers");
    const auto& paths = registers.paths();
    const bool twice = path_ == "-" && (paths.empty() || std::find(paths.begin(), paths.end(), "-") != paths.end());
    if (twice) throw UsageError("-: standard input can be read once only; name the " + words_ + " or the registers");
}

ExitCode AttendanceDocumentOptions::with_document(Context& context, bool quiet, const std::function<void(io::Input&)>& read,
                                                  const std::function<ExitCode()>& write) const {
    ReadingNotes notes(context.err);
    formats::DocumentInputOptions options;
    options.inputs = {{path_}, "-", {}, {}};
    if (!quiet) options.note = [&](const formats::ReadingNote& note) { notes.add(note); };
    formats::DocumentInputs inputs(schema::Dictionary::built_in(), options);
    const auto document = inputs.next();
    if (!document) throw InputError(path_ + ": no document is there");
    if (inputs.files() > 1) throw UsageError(path_ + ": holds several documents; name the one that is meant");
    return guarded(context, [&] {
        read(*document);
        if (inputs.next() != nullptr) throw UsageError(path_ + ": holds several documents; name the one that is meant");
        notes.finish();
        return write();
    });
}

void AttendanceDocumentOptions::tell_taken(const std::string& school, Context& context) const {
    if (school.empty()) return;
    context.err << school << ": taken for the school of the " << words_ << ", being the only one; they have no number in common\n";
}

formats::XmlWriter AttendanceDocumentOptions::writer(const std::string& output, Context& context) const {
    return formats::XmlWriter(io::OutputFile(output, {.overwrite = overwrite_, .personal = true, .spooled = true}, &context.out));
}

void refuse_national(const RegisterOptions& registers) {
    if (!registers.scope().shows_pupils()) throw UsageError("--scope national: shows no pupils, and this is about single pupils");
}

}  // namespace cbds::cli
