/// @file
/// The tables in which COLLECT, the department's portal, exports a School Census return: read and written.
///
/// A set is a folder or a zip of `2024_autumn_pupilonroll.csv` or `pupilonroll.csv`; a file alone is a set too. Rows are
/// linked by keys: each table has `<table>tableid`, `<table>orderseqcolumn`, `NativeId` (the school), `sourceid` (the
/// file), and the key of the table above. Dates are `2024-Oct-16 00:00:00`, booleans `True` and `False`. Which tables and
/// columns an edition has is said by libcbds/data/collect_tables.csv, where an item goes by the dictionary.
///
/// Nothing is lost and nothing mended. The form of a cell is changed only where writing it back gives the same cell. What
/// no item holds - keys, columns that nobody knows or that the edition lacks, another form of a cell - is carried in
/// attributes of the namespace `urn:cbds:collect`, which every conversion keeps, and goes back to its column. What had to
/// be decided is told in notes, without a pupil's values. The page cbds-collect-csv(5) describes all of it.
#pragma once

#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/document_sink.hpp"
#include "cbds/formats/document_writer.hpp"
#include "cbds/io/output_folder.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::formats {

struct CollectReadOptions {
    std::optional<schema::Edition> edition;  ///< nothing: that of the files' names, or of the header
    std::vector<std::pair<std::string, std::string>>
        header;                  ///< items of the header and their values (`Year`, `Source/LEA`): they fill gaps
    bool whole_numbers = false;  ///< reads `132.0` as 132 in an item of whole numbers; each is told
    bool drop_keys = false;      ///< leaves out what no item holds; each column is told
    std::function<void(const ReadingNote&)> note;  ///< may be empty
    std::optional<io::Encoding> encoding = {};     ///< nothing: UTF-8
};

/// What the name of a file says: `2024_autumn_pupilonroll.csv`, with folders before it.
struct CollectFileName {
    std::optional<schema::Edition> edition;
    std::string table;  ///< in small letters
};

/// Nothing where the name is not that of a table of COLLECT's, in any edition; letter case does not count.
[[nodiscard]] std::optional<CollectFileName> parse_collect_name(std::string_view path);

/// Whether a folder, a zip or a file has tables of COLLECT: one whose name has year and term, or all but a few CSV files
/// by their names and columns. Throws nothing.
[[nodiscard]] bool looks_like_collect(const std::string& path);

/// Reads a folder, a zip or one file, and writes a document for each edition and each return that it holds.
/// @throws DocumentError naming file, row and column, InputError, UsageError for an item that no header has
void read_collect(const std::string& path, const schema::Dictionary& dictionary, const CollectReadOptions& options,
                  DocumentSink& sink);

/// Writes one return: `2024_autumn_<table>.csv` for each table that has rows.
class CollectWriter final : public DocumentWriter {
public:
    explicit CollectWriter(std::unique_ptr<io::OutputSet> files);
    ~CollectWriter() override;

    /// @throws UsageError for a transfer file, and for a second document
    void begin(const DocumentStart& start, const schema::Plan& plan) override;
    [[nodiscard]] std::unique_ptr<PartEncoder> make_encoder() override;
    void take(PartEncoder& encoder, std::uint64_t first_record) override;
    void end() override;
    void commit() override;

    [[nodiscard]] const std::vector<FormatLoss>& losses() const noexcept override;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::formats
