/// The shape of the source tree: which area includes which, how long files are, what must not stand in them.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The areas in the order of the data. An area includes only areas of a lower rank.
struct Area {
    std::string_view name;
    int rank;
};
constexpr int kVerb = 8;  // the verbs share a rank, so that none includes another
constexpr std::array<Area, 17> kAreas{{{"io", 0},           {"identifiers", 1}, {"schema", 2},        {"reference", 3},
                                       {"xml", 4},          {"formats", 5},     {"register", 6},      {"rules", 7},
                                       {"convert", kVerb},  {"diff", kVerb},    {"anonymise", kVerb}, {"attendance", kVerb},
                                       {"aggregate", kVerb}, {"sample", kVerb}, {"report", 9},        {"cli", 10},
                                       {"build", 11}}};  // compilers of facts, which run before there is a program
constexpr std::size_t kLongestFile = 600;

std::optional<int> rank_of(std::string_view name) {
    const auto area = std::find_if(kAreas.begin(), kAreas.end(), [name](const Area& a) { return a.name == name; });
    return area == kAreas.end() ? std::nullopt : std::optional(area->rank);
}

/// The area that a file of the source tree belongs to; empty for the few headers that belong to all.
std::string area_of(const fs::path& file) {
    const std::string path = file.generic_string();
    for (const std::string_view root : {"libcbds/include/cbds/", "libcbds/src/"}) {
        if (path.rfind(root, 0) != 0) continue;
        const std::size_t end = path.find('/', root.size());
        return end == std::string::npos ? "" : path.substr(root.size(), end - root.size());
    }
    return path.rfind("cli/", 0) == 0 ? "cli" : "";
}

/// The area whose file a line includes; empty where it includes none of ours, or one beside the file itself.
std::string included_area(std::string_view line) {
    constexpr std::string_view kInclude = "#include \"";
    if (line.rfind(kInclude, 0) != 0) return "";
    line.remove_prefix(kInclude.size());
    if (line.rfind("cbds/", 0) == 0) line.remove_prefix(5);
    const std::size_t end = line.find('/');
    return end == std::string_view::npos ? "" : std::string(line.substr(0, end));
}

/// Whether a file of the one area may include a file of the other.
bool may_include(const std::string& from, const std::string& to) {
    if (to.empty() || from == to) return true;
    const std::optional<int> upper = rank_of(from);
    const std::optional<int> lower = rank_of(to);
    return upper && lower && *lower < *upper;
}

/// The files of a folder with one of these endings, relative to the source tree, sorted.
std::vector<fs::path> files_below(std::string_view folder, const std::vector<std::string>& endings) {
    const fs::path source(CBDS_SOURCE_DIR);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
        const bool wanted = std::find(endings.begin(), endings.end(), entry.path().extension()) != endings.end();
        if (entry.is_regular_file() && wanted) files.push_back(fs::relative(entry.path(), source));
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<fs::path> code_files() {
    std::vector<fs::path> files;
    for (const std::string_view folder : {"libcbds", "cli", "tests"}) {
        const std::vector<fs::path> below = files_below(folder, {".hpp", ".cpp", ".py", ".sh", ".cmake"});
        files.insert(files.end(), below.begin(), below.end());
    }
    return files;
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in(fs::path(CBDS_SOURCE_DIR) / file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// A word that admits unfinished work. Put together here, so that this file has none.
bool admits_unfinished_work(std::string_view line) {
    for (const char* const word : {"TO" "DO", "FIX" "ME", "HA" "CK"}) {
        const std::size_t at = line.find(word);
        if (at == std::string_view::npos) continue;
        const auto is_letter = [&](std::size_t i) { return i < line.size() && line[i] >= 'A' && line[i] <= 'Z'; };
        const bool inside_a_word = (at > 0 && is_letter(at - 1)) || is_letter(at + std::string_view(word).size());
        if (!inside_a_word) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("structure: an area is read from paths and from include lines") {
    CHECK(area_of("libcbds/include/cbds/schema/edition.hpp") == "schema");
    CHECK(area_of("libcbds/src/rules/census/rows.cpp") == "rules");
    CHECK(area_of("libcbds/include/cbds/error.hpp").empty());
    CHECK(area_of("cli/main.cpp") == "cli");
    CHECK(included_area("#include \"cbds/io/stream.hpp\"") == "io");
    CHECK(included_area("#include \"xml/place.hpp\"") == "xml");
    CHECK(included_area("#include \"cbds/error.hpp\"").empty());
    CHECK(included_area("#include \"place.hpp\"").empty());
    CHECK(included_area("#include <string>").empty());
}

TEST_CASE("structure: areas include in one direction only") {
    CHECK(may_include("rules", "schema"));
    CHECK(may_include("convert", "rules"));
    CHECK_FALSE(may_include("schema", "rules"));
    CHECK_FALSE(may_include("convert", "diff"));
    CHECK_FALSE(may_include("report", "cli"));
    CHECK_FALSE(may_include("unheard-of", "io"));
}

TEST_CASE("structure: no file includes against the way of the data") {
    for (const std::string_view folder : {"libcbds", "cli"}) {
        for (const fs::path& file : files_below(folder, {".hpp", ".cpp"})) {
            if (area_of(file).empty() && file.extension() == ".cpp") continue;  // of the library as a whole: version.cpp
            for (const std::string& line : lines_of(file)) {
                CAPTURE(file.generic_string());
                CAPTURE(line);
                CHECK(may_include(area_of(file), included_area(line)));
            }
        }
    }
}

TEST_CASE("structure: every folder of the library is an area") {
    for (const fs::path& file : files_below("libcbds", {".hpp", ".cpp"})) {
        const std::string area = area_of(file);
        CAPTURE(file.generic_string());
        CHECK((area.empty() || rank_of(area)));
    }
}

TEST_CASE("structure: no file is too long to be read") {
    for (const fs::path& file : code_files()) {
        CAPTURE(file.generic_string());
        CHECK(lines_of(file).size() <= kLongestFile);
    }
}

TEST_CASE("structure: no file admits unfinished work") {
    CHECK(admits_unfinished_work(std::string("// TO") + "DO: later"));
    CHECK_FALSE(admits_unfinished_work(std::string("MAS") + "TO" + "DON"));
    for (const fs::path& file : code_files()) {
        for (const std::string& line : lines_of(file)) {
            CAPTURE(file.generic_string());
            CAPTURE(line);
            CHECK_FALSE(admits_unfinished_work(line));
        }
    }
}
