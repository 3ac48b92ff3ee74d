/// Any text is compiled as the XML Schema file of a dictionary. Either it is refused with a reason, or what it says can
/// be used: compiled for its first and last edition, and written out again.

#include "cbds/error.hpp"
#include "cbds/schema/edition_xsd.hpp"
#include "cbds/schema/plan.hpp"

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using namespace cbds;
namespace fs = std::filesystem;

constexpr std::string_view kCensus = R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:cbds="urn:cbds:dictionary" cbds:editions="2025-autumn 2026-summer">
<xs:element name="Message"><xs:complexType><xs:sequence>
<xs:element name="Pupil" type="xs:string" minOccurs="0"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>)";

/// A folder with a dictionary, gone when the program ends.
class Folder {
public:
    Folder() : path_(fs::temp_directory_path() / ("cbds-fuzz-" + std::to_string(getpid()))) {
        fs::create_directory(path_);
        write("school-census.xsd", kCensus);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const char* file, std::string_view text) const { std::ofstream(path_ / file, std::ios::binary) << text; }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    fs::path path_;
};

void use(const schema::Dictionary& dictionary, schema::Edition edition) {
    const schema::Plan plan(dictionary, edition);
    for (const schema::ElementRow& row : dictionary.elements()) {
        if (row.collection != edition.collection || row.content != schema::Content::value) continue;
        const schema::ValueType type(dictionary, row.type, edition);
        for (const char* const value : {"", "1", "2026-01-15", "A123456789012", " x "}) (void)type.check(value);
    }
    std::ostringstream out;
    write_edition_xsd(dictionary, edition, out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    folder.write("ctf.xsd", {reinterpret_cast<const char*>(data), size});
    try {
        const schema::Dictionary dictionary = schema::Dictionary::load(folder.path());
        const schema::EditionRange covered = dictionary.collection(schema::Collection::ctf).editions;
        use(dictionary, {schema::Collection::ctf, covered.since});
        use(dictionary, {schema::Collection::ctf, covered.until});
    } catch (const DictionaryError&) {
        // The reason is for whoever wrote the file.
    }
    return 0;
}
