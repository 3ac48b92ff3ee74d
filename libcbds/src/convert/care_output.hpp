/// @file
/// Outputs of the verbs that take care of files: whole or absent, standard output too; in a dry run nothing.
#pragma once

#include "cbds/convert/rewrite.hpp"
#include "cbds/io/output.hpp"
#include "cbds/xml/writer.hpp"

#include <memory>
#include <optional>
#include <ostream>
#include <string>

namespace cbds::convert {

/// One output.
class CareOutput {
public:
    /// @throws OutputError where the target exists and must not be replaced, or cannot be made; in a dry run too
    explicit CareOutput(const CareTarget& target);

    [[nodiscard]] std::ostream& stream() { return file_ ? file_->stream() : *nothing_; }
    void commit() {
        if (file_) file_->commit();
    }

private:
    std::optional<io::OutputFile> file_;
    std::unique_ptr<std::ostream> nothing_;
};

/// Fails as making the file would. @throws OutputError
void check_target(const std::string& path, bool overwrite);

/// Makes a folder for documents of pupils where there is none; its own folder must be there. @throws OutputError
void make_folder(const std::string& path);

/// A document written while it is read. The output is opened when it is known what the document is.
class RewritingVisitor : public DocumentVisitor {
public:
    explicit RewritingVisitor(CareTarget target) : target_(std::move(target)) {}

    void begin(const SourceDocument& document) override;
    void frame_open(const xml::FrameElement& element) override;
    void frame_text(std::string_view text) override { frame_->text(text); }
    void frame_close(schema::ElementId element) override;
    void part(CarePart& part) override { write(part.element); }

    void commit() { output_->commit(); }
    [[nodiscard]] const std::string& path() const noexcept { return target_.path; }

protected:
    /// The path of the output for this document.
    [[nodiscard]] virtual std::string place(const SourceDocument&, const std::string& target) { return target; }
    void write(const xml::Element& part);
    [[nodiscard]] const schema::Dictionary& dictionary() const noexcept { return plan_->dictionary(); }
    [[nodiscard]] const schema::Plan& plan() const noexcept { return *plan_; }

private:
    void put();

    CareTarget target_;
    std::optional<CareOutput> output_;
    std::shared_ptr<const schema::Plan> plan_;
    std::optional<xml::FrameText> frame_;
    std::string text_;
};

}  // namespace cbds::convert
