/// @file
/// `--to`, `-o`, `--items` and the like: the writer of an output of `cbds convert`.
#pragma once

#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/document_writer.hpp"
#include "cbds/formats/tables.hpp"
#include "command.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cbds::cli {

class ConvertOutput {
public:
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check();

    [[nodiscard]] const std::string& to() const noexcept { return to_; }  ///< as the user wrote it
    [[nodiscard]] formats::Format format() const noexcept { return format_; }
    [[nodiscard]] std::optional<schema::Edition> target() const noexcept { return target_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] bool overwrite() const noexcept { return overwrite_; }
    [[nodiscard]] char delimiter() const noexcept { return delimiter_; }

    /// Whether one output takes several documents.
    [[nodiscard]] bool holds_several() const noexcept;

    /// The writer of an output. `-` is standard output, which gets nothing before the writer is committed.
    /// @throws UsageError, OutputError
    [[nodiscard]] std::unique_ptr<formats::DocumentWriter> make_writer(const std::string& path, bool overwrite, const schema::Dictionary& dictionary,
                                                                       schema::Collection collection, Context& context) const;

    /// What shapes an output, in one text.
    [[nodiscard]] std::string shape() const;

private:
    [[nodiscard]] formats::TableLayout layout(const schema::Dictionary& dictionary, schema::Collection collection) const;
    void check_format();
    void check_path() const;

    std::string to_;
    std::string to_edition_;
    std::string path_ = "-";
    std::vector<std::string> item_lists_;
    std::vector<std::string> section_lists_;
    std::string delimiter_text_;
    bool labels_ = false;
    bool protect_formulas_ = false;
    bool byte_order_mark_ = false;
    std::string schema_ = "cbds";
    bool overwrite_ = false;
    formats::Format format_ = formats::Format::xml;
    std::optional<schema::Edition> target_;
    std::vector<std::string> items_;
    std::vector<std::string> sections_;
    char delimiter_ = '\0';
};

}  // namespace cbds::cli
