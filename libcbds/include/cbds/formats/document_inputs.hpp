/// @file
/// Documents in every format that is read, one after the other, each as XML: files, folders, archives and standard input
/// as cbds/io/inputs.hpp finds them, and beside them JSON, NDJSON, tables of CSV in a folder or a zip, exports of
/// COLLECT, SQLite, SQL and XLSX.
///
/// A format is known by the first bytes, a set of tables by the names of its files. Documents that are no XML are
/// written as XML to temporary files without a name, so that memory stays flat and nothing is read twice.
#pragma once

#include "cbds/io/encoding.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/schema/dictionary.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::formats {

enum class Format : std::uint8_t { xml, csv, collect_csv, json, ndjson, sqlite, sql, xlsx };

inline constexpr std::size_t kFormats = 8;

/// `collect-csv`: as users write it, and the extension of files: `csv`, `xlsx`.
[[nodiscard]] std::string_view format_name(Format format) noexcept;
[[nodiscard]] std::string_view format_extension(Format format) noexcept;
[[nodiscard]] std::optional<Format> find_format(std::string_view name) noexcept;

/// Something about the way a file was read that its user should know: a row without its pupil, a header that is missing.
/// It carries no value of a pupil.
struct ReadingNote {
    std::string file;
    std::uint64_t row = 0;  ///< from 1, the heading counted; 0: of the file as a whole
    std::string column;     ///< may be empty
    std::string message;
};

class ColumnMap;

struct DocumentInputOptions {
    io::InputOptions inputs;
    std::optional<Format> format;              ///< `--from`: of every input; nothing: each is looked at
    std::optional<schema::Edition> edition;    ///< of tables that do not say it
    std::optional<io::Encoding> encoding;      ///< of CSV
    char delimiter = '\0';                     ///< of CSV; 0: found out
    std::vector<std::pair<std::string, std::string>> header;  ///< items of a header that is not there
    const ColumnMap* map = nullptr;            ///< `--map`: every input is CSV, to be read as it says
    bool whole_numbers = false;                ///< COLLECT: read 132.0 as 132 in an item of whole numbers
    bool drop_keys = false;                    ///< COLLECT: forget columns that are no items
    std::function<void(const ReadingNote&)> note;  ///< may be empty
};

class DocumentInputs {
public:
    /// The dictionary must outlive it. Lists folders; opens nothing.
    DocumentInputs(const schema::Dictionary& dictionary, DocumentInputOptions options);
    DocumentInputs(DocumentInputs&&) noexcept;
    ~DocumentInputs();

    /// The next document; nothing after the last one. What cannot be read, or is not what it seems to be, is an input
    /// whose open() throws the InputError or DocumentError.
    [[nodiscard]] std::unique_ptr<io::Input> next();

    [[nodiscard]] std::uint64_t skipped() const noexcept;
    [[nodiscard]] std::size_t files() const noexcept;  ///< of all inputs; a set of tables is one
    [[nodiscard]] std::uint64_t bytes() const;         ///< on disk, still to come

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Whether an input of DocumentInputs is a document that was written as XML: it is UTF-8, whatever its file was in.
[[nodiscard]] bool is_rewritten(const io::Input& input) noexcept;

}  // namespace cbds::formats
