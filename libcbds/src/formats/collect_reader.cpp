#include "cbds/error.hpp"
#include "cbds/formats/collect.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/io/inputs.hpp"
#include "formats/collect_rows.hpp"
#include "formats/collect_set.hpp"
#include "formats/csv_files.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <map>

namespace cbds::formats {
namespace {

constexpr std::string_view kSuffix = ".csv";

std::string_view file_name_of(std::string_view path) { return path.substr(path.find_last_of("/\\") + 1); }

bool is_table(std::string_view name) {
    const auto rows = collect_table_rows();
    return std::any_of(rows.begin(), rows.end(), [=](const CollectTableRow& each) { return each.table == name; });
}

/// `2024_autumn_` at the beginning of a name, which is taken off.
std::optional<schema::Edition> take_edition(std::string_view& name) {
    const std::size_t second = name.find('_', 5);
    if (name.size() < 6 || name[4] != '_' || second == std::string_view::npos) return std::nullopt;
    const std::string date = std::string(name.substr(0, 4)) + '-' + std::string(name.substr(5, second - 5));
    const auto ordinal = schema::parse_edition_date(schema::Collection::school_census, date);
    if (!ordinal) return std::nullopt;
    name.remove_prefix(second + 1);
    return schema::Edition{schema::Collection::school_census, *ordinal};
}

/// The files of a set: those that stand in the folder itself, all of a zip, or the one.
void for_each_file(const std::string& path, const std::function<bool(io::Input&)>& use) {
    if (holds_files(path)) return for_each_csv_file(path, use);
    io::InputOptions options;
    options.paths = {path};
    io::Inputs inputs(options);
    if (const auto input = inputs.next()) use(*input);
}

/// Whether the heading of a file has a key of COLLECT's.
bool has_key_column(io::Input& input) {
    const auto stream = input.open();
    io::CsvReader reader(*stream, input.name());
    if (!reader.next()) return false;
    const auto& heading = reader.heading();
    return std::any_of(heading.begin(), heading.end(),
                       [](const std::string& each) { return ascii::lowered(each).ends_with("tableid"); });
}

}  // namespace

std::optional<CollectFileName> parse_collect_name(std::string_view path) {
    const std::string low = ascii::lowered(file_name_of(path));
    std::string_view name = low;
    if (!name.ends_with(kSuffix)) return std::nullopt;
    name.remove_suffix(kSuffix.size());
    CollectFileName parsed;
    parsed.edition = take_edition(name);
    parsed.table = name;
    return is_table(name) ? std::optional(parsed) : std::nullopt;
}

bool looks_like_collect(const std::string& path) {
    bool looks = false;
    try {
        for_each_file(path, [&](io::Input& input) {
            const auto name = parse_collect_name(input.name());
            looks = name && (name->edition || has_key_column(input));
            return !looks;
        });
    } catch (const Error&) {
        return false;
    }
    return looks;
}

void read_collect(const std::string& path, const schema::Dictionary& dictionary, const CollectReadOptions& options,
                  DocumentSink& sink) try {
    std::map<int, CollectSet> sets;  // by edition; 0 where the names do not tell it
    const CollectNotes notes(options);
    for_each_file(path, [&](io::Input& input) {
        const auto name = parse_collect_name(input.name());
        if (!name) {
            notes.tell(input.name(), 0, "", "not a table of COLLECT's; not read");
            return true;
        }
        const int key = name->edition ? name->edition->ordinal : 0;
        const auto set = sets.try_emplace(key, dictionary, options, name->edition).first;
        set->second.add(std::string(input.name()), name->table, *input.open());
        return true;
    });
    if (sets.empty())
        throw DocumentError(path + ": no table of COLLECT's is in there; their names are like 2024_autumn_pupilonroll.csv");
    for (auto& [key, set] : sets) set.write_documents(sink);
} catch (const SqliteError& error) {
    throw InputError(path + ": its rows could not be kept in a temporary file: " + error.what());
}

}  // namespace cbds::formats
