/// @file
/// The document that `cbds attendance census` and `cbds attendance ctf` work on, and what they write: `DOCUMENT PATH...`, `-o`, `--overwrite`.
#pragma once

#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/xml_document.hpp"
#include "command.hpp"
#include "register_options.hpp"

#include <functional>
#include <memory>
#include <string>

namespace cbds::cli {

/// The first path of the command is the document; the others are registers.
class AttendanceDocumentOptions {
public:
    /// @param name   of the document on the command line: `return`
    /// @param words  what it is called in messages
    void add_to(CLI::App& app, const std::string& name, const std::string& words, const std::string& help, const std::string& output);

    /// @throws UsageError where there is no document, or both it and the registers are standard input
    void check(const RegisterOptions& registers) const;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] const std::string& output() const noexcept { return output_; }
    [[nodiscard]] bool overwrite() const noexcept { return overwrite_; }

    /// Reads the one document that is there, and then writes what came of it. A document that is no good is told, and ends with 1.
    /// @throws InputError, UsageError where there are none or several
    [[nodiscard]] ExitCode with_document(Context& context, bool quiet, const std::function<void(io::Input&)>& read,
                                         const std::function<ExitCode()>& write) const;

    /// Tells of the school of the registers that was taken for the document's without a number in common; an empty text: none was.
    void tell_taken(const std::string& school, Context& context) const;

    /// Gets nothing before it is committed.
    [[nodiscard]] formats::XmlWriter writer(const std::string& output, Context& context) const;

private:
    std::string words_;
    std::string path_;
    std::string output_;
    bool overwrite_ = false;
};

/// Marks of single pupils are not for everybody. @throws UsageError
void refuse_national(const RegisterOptions& registers);

}  // namespace cbds::cli
