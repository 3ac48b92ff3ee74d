#include "cbds/formats/document_inputs.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/collect.hpp"
#include "cbds/formats/csv.hpp"
#include "cbds/formats/json.hpp"
#include "cbds/formats/map.hpp"
#include "cbds/formats/xlsx.hpp"
#include "cbds/io/encoding.hpp"
#include "formats/document_spool.hpp"
#include "formats/row_store.hpp"
#include "formats/sql_reader.hpp"
#include "io/ascii.hpp"
#include "io/file_input.hpp"
#include "io/folder.hpp"
#include "io/seen_input.hpp"

#include <boost/filesystem.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <exception>
#include <map>
#include <set>

namespace cbds::formats {
namespace {

namespace fs = boost::filesystem;

struct FormatName {
    std::string_view name;
    std::string_view extension;
};

constexpr std::array<FormatName, kFormats> kFormatNames{{{"xml", "xml"}, {"csv", "csv"}, {"collect-csv", "csv"}, {"json", "json"},
                                              {"ndjson", "ndjson"}, {"sqlite", "sqlite"}, {"sql", "sql"}, {"xlsx", "xlsx"}}};

constexpr std::size_t kLookAt = 4096;  // bytes that tell a format

/// What a document was found to be wrong with when it was read; told when it is opened.
class FaultyInput final : public io::NamedInput {
public:
    FaultyInput(std::string name, std::exception_ptr fault) : NamedInput(std::move(name)), fault_(std::move(fault)) {}
    std::unique_ptr<io::ByteStream> open() override { std::rethrow_exception(fault_); }

private:
    std::exception_ptr fault_;
};

/// The format that the first bytes tell; XML where they tell nothing, so that its reader says what is wrong.
Format format_of(std::string_view first, std::string_view name) {
    if (first.starts_with(io::kByteOrderMark)) first.remove_prefix(io::kByteOrderMark.size());
    first = ascii::trimmed(first);
    if (first.starts_with("SQLite format 3")) return Format::sqlite;
    if (first.starts_with("--") || ascii::ends_with(name, ".sql")) return Format::sql;
    if (first.starts_with("{\"cbds\":\"records/") || ascii::ends_with(name, ".ndjson") || ascii::ends_with(name, ".jsonl")) return Format::ndjson;
    if (first.starts_with("{") || first.starts_with("[")) return Format::json;
    if (ascii::ends_with(name, ".csv") && !first.starts_with("<")) return Format::csv;
    return Format::xml;
}

/// The first bytes of a file that exists; empty for anything else.
std::string first_bytes_of(const std::string& path) {
    boost::system::error_code error;
    if (!fs::is_regular_file(path, error)) return {};
    io::Descriptor file = io::open_to_read(path);
    return io::read_first_bytes(file, path);
}

}  // namespace

std::string_view format_name(Format format) noexcept { return kFormatNames[static_cast<std::size_t>(format)].name; }

std::string_view format_extension(Format format) noexcept { return kFormatNames[static_cast<std::size_t>(format)].extension; }

std::optional<Format> find_format(std::string_view name) noexcept {
    const auto found = std::find_if(kFormatNames.begin(), kFormatNames.end(), [=](const FormatName& each) { return each.name == name; });
    return found == kFormatNames.end() ? std::nullopt : std::optional(static_cast<Format>(found - kFormatNames.begin()));
}

class DocumentInputs::Implementation {
public:
    Implementation(const schema::Dictionary& dictionary, DocumentInputOptions options) : dictionary_(dictionary), options_(std::move(options)) {
        for (const std::string& path : options_.inputs.paths) add(path);
        for (const Source& source : sources_) files_ += source.inputs ? source.inputs->files() : 1;
    }

    std::unique_ptr<io::Input> next() {
        while (ready_.empty()) {
            if (sources_.empty()) return nullptr;
            Source& source = sources_.front();
            if (source.inputs) take_next(source);
            else read_path(source);
        }
        auto input = std::move(ready_.front());
        ready_.pop_front();
        return input;
    }

    [[nodiscard]] std::uint64_t skipped() const {
        std::uint64_t sum = skipped_;
        for (const Source& source : sources_) sum += source.inputs ? source.inputs->skipped() : 0;
        return sum;
    }
    [[nodiscard]] std::size_t files() const noexcept { return files_; }
    [[nodiscard]] std::uint64_t bytes() const {
        std::uint64_t sum = 0;
        for (const Source& source : sources_) sum += source.inputs ? source.inputs->bytes() : 0;
        return sum;
    }

private:
    /// A path of the user: one that is read as a whole, or the inputs that it stands for.
    struct Source {
        std::string path;
        std::optional<Format> format;
        std::optional<io::Inputs> inputs;
    };

    void add(const std::string& path) {
        if (const auto format = whole_path(path)) {
            sources_.push_back({path, format, std::nullopt});
            return;
        }
        boost::system::error_code error;
        if (path == "-" || !fs::is_directory(path, error)) return add_inputs(path);
        const std::vector<std::string> suffixes{".csv", ".json", ".ndjson", ".jsonl", ".sqlite", ".xlsx"};
        const io::FolderListing listing = io::list_folder(path, suffixes);
        skipped_ += listing.skipped;
        for (const io::FoundPath& found : listing.found) add_found(found);
    }

    void add_inputs(const std::string& path) {
        io::InputOptions one = options_.inputs;
        one.paths = {path};
        sources_.push_back({path, std::nullopt, io::Inputs(one)});
    }

    /// A file that a folder has, which may belong to a set of tables.
    void add_found(const io::FoundPath& found) {
        if (!found.error.empty()) return add_inputs(found.path);  // it tells the error once more
        if (const auto set = set_around(found.path)) {
            if (sets_.insert(*set).second) sources_.push_back({*set, whole_path(*set), std::nullopt});
            return;
        }
        if (const auto format = whole_path(found.path)) sources_.push_back({found.path, format, std::nullopt});
        else if (is_other_csv(found.path)) ++skipped_;
        else add_inputs(found.path);
    }

    /// A list of something else, such as a register. A file that the user named is read all the same.
    [[nodiscard]] bool is_other_csv(const std::string& path) const {
        return ascii::ends_with(path, ".csv") && options_.map == nullptr && !options_.format && !looks_like_csv_table(path);
    }

    /// The format of what has to be read by its path: a folder or a zip of tables, a database, a workbook.
    [[nodiscard]] std::optional<Format> whole_path(const std::string& path) const {
        boost::system::error_code error;
        if (path == "-") return std::nullopt;
        const bool folder = fs::is_directory(path, error);
        const bool file = fs::is_regular_file(path, error);
        if ((!folder && !file) || options_.map != nullptr) return std::nullopt;
        if (options_.format && (file || *options_.format == Format::csv || *options_.format == Format::collect_csv))
            return by_path(*options_.format) ? options_.format : std::nullopt;
        if (looks_like_collect(path)) return Format::collect_csv;
        if (looks_like_csv_tables(path)) return Format::csv;
        if (folder) return std::nullopt;
        if (ascii::ends_with(path, ".xlsx")) return Format::xlsx;
        return first_bytes_of(path).starts_with("SQLi") ? std::optional(Format::sqlite) : std::nullopt;
    }

    static bool by_path(Format format) {
        return format == Format::csv || format == Format::collect_csv || format == Format::sqlite || format == Format::xlsx;
    }

    /// The next of the inputs that a path stands for.
    void take_next(Source& source) {
        auto input = source.inputs->next();
        if (!input) {
            skipped_ += source.inputs->skipped();
            sources_.pop_front();
            return;
        }
        read_input(std::move(input));
    }

    /// The folder of tables that a file found in a folder belongs to.
    std::optional<std::string> set_around(const std::string& name) {
        if (!ascii::ends_with(name, ".csv") || options_.map != nullptr) return std::nullopt;
        const std::string folder = fs::path(name).parent_path().native();
        const auto [known, is_new] = is_set_.try_emplace(folder, false);
        if (is_new) known->second = looks_like_csv_tables(folder) || looks_like_collect(folder);
        return known->second ? std::optional(folder) : std::nullopt;
    }

    void read_path(Source& source) {
        const Source path = std::move(source);
        sources_.pop_front();
        read_into(path.path, *path.format);
    }

    void read_into(const std::string& path, Format format) {
        collect_documents(path, [&](DocumentSink& sink) {
            switch (format) {
            case Format::sqlite: return write_documents_of_database(path, dictionary_, store_options(), sink);
            case Format::xlsx: return read_xlsx(path, dictionary_, store_options(), sink);
            case Format::collect_csv: return read_collect(path, dictionary_, collect_options(), sink);
            default: return read_csv_tables(path, dictionary_, csv_options(), sink);
            }
        });
    }

    /// A file or a stream that stands by itself.
    void read_input(std::unique_ptr<io::Input> input) {
        const std::string name = input->name();
        try {
            auto seen = std::make_unique<io::SeenInput>(std::move(input), kLookAt);
            const Format format = options_.map != nullptr ? Format::csv : options_.format.value_or(format_of(seen->first(), name));
            if (format == Format::xml) {
                ready_.push_back(std::move(seen));
                return;
            }
            collect_documents(name, [&](DocumentSink& sink) { read_stream(*seen->open(), name, format, sink); });
        } catch (const InputError&) {
            ready_.push_back(std::make_unique<FaultyInput>(name, std::current_exception()));
        }
    }

    void read_stream(io::ByteStream& stream, const std::string& name, Format format, DocumentSink& sink) {
        switch (format) {
        case Format::json: return read_json(stream, name, dictionary_, sink);
        case Format::ndjson: return read_ndjson(stream, name, dictionary_, sink);
        case Format::xlsx: return read_xlsx(stream, name, dictionary_, store_options(), sink);
        case Format::sql: return read_sql_rows(stream, name, sink);
        case Format::csv:
            if (options_.map != nullptr) return read_mapped_csv(stream, name, *options_.map, dictionary_, options_.note, sink);
            return read_csv_table(stream, name, dictionary_, csv_options(), sink);
        default: throw InputError(name + ": " + std::string(format_name(format)) + " is read from a file; save it first");
        }
    }

    void read_sql_rows(io::ByteStream& stream, const std::string& name, DocumentSink& sink) {
        RowStore store(dictionary_, store_options());
        read_sql(stream, name, store);
        store.write_documents(sink);
    }

    /// All documents of a file are read before the first is handed on, so that a fault in it comes before any output.
    template <typename Read>
    void collect_documents(const std::string& name, Read read) {
        DocumentSpool spool(name);
        try {
            read(spool);
            auto documents = spool.take();
            if (documents.empty()) throw DocumentError(name + ": no document is in there");
            for (auto& document : documents) ready_.push_back(std::move(document));
        } catch (const InputError&) {
            ready_.push_back(std::make_unique<FaultyInput>(name, std::current_exception()));
        } catch (const DocumentError&) {
            ready_.push_back(std::make_unique<FaultyInput>(name, std::current_exception()));
        }
    }

    [[nodiscard]] StoreOptions store_options() const { return {options_.edition, options_.header}; }
    [[nodiscard]] CsvReadOptions csv_options() const { return {store_options(), options_.delimiter, options_.encoding}; }
    [[nodiscard]] CollectReadOptions collect_options() const {
        return {options_.edition, options_.header, options_.whole_numbers, options_.drop_keys, options_.note, options_.encoding};
    }

    const schema::Dictionary& dictionary_;
    DocumentInputOptions options_;
    std::deque<Source> sources_;
    std::deque<std::unique_ptr<io::Input>> ready_;
    std::map<std::string, bool> is_set_;  ///< of folders that were looked at
    std::set<std::string> sets_;          ///< folders of tables that are among the sources
    std::size_t files_ = 0;
    std::uint64_t skipped_ = 0;
};

DocumentInputs::DocumentInputs(const schema::Dictionary& dictionary, DocumentInputOptions options)
    : implementation_(std::make_unique<Implementation>(dictionary, std::move(options))) {}
DocumentInputs::DocumentInputs(DocumentInputs&&) noexcept = default;
DocumentInputs::~DocumentInputs() = default;

std::unique_ptr<io::Input> DocumentInputs::next() { return implementation_->next(); }
std::uint64_t DocumentInputs::skipped() const noexcept { return implementation_->skipped(); }
std::size_t DocumentInputs::files() const noexcept { return implementation_->files(); }
std::uint64_t DocumentInputs::bytes() const { return implementation_->bytes(); }

}  // namespace cbds::formats
