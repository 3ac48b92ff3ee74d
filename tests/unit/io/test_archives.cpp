#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

namespace cbds::io_archives_test {

using namespace cbds;
using namespace cbds::io;
using namespace cbds::io::test;
using namespace std::string_literals;

namespace {

/// Text that does not compress to nothing.
std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += std::to_string(i * 7919 % 100'003) + '\n';
    return text;
}

/// The one result of a file with these bytes, its path taken out of a message.
std::string result_for(const std::string& bytes, const Limits& limits = {}) {
    const TestFolder folder;
    const Entries results = read_paths({folder.write("x", bytes)}, limits);
    REQUIRE(results.size() == 1);
    std::string result = results[0].second;
    const std::size_t place = result.find(folder.path());
    if (place != std::string::npos) result.erase(place, folder.path().size() + 1);
    return result;
}

bool is_damaged(const std::string& result) { return result.find("error: ") == 0 && result.find("damaged or cut off") != std::string::npos; }

/// Flips the bit "encrypted" in every local and central header of a zip.
std::string mark_encrypted(std::string zip) {
    for (std::size_t at = 0; (at = zip.find("PK\x03\x04", at)) != std::string::npos; ++at) zip[at + 6] = static_cast<char>(zip[at + 6] | 1);
    for (std::size_t at = 0; (at = zip.find("PK\x01\x02", at)) != std::string::npos; ++at) zip[at + 8] = static_cast<char>(zip[at + 8] | 1);
    return zip;
}

}  // namespace

TEST_CASE("archives: gzip and zstd are known by their bytes and keep the name") {
    const std::string text = lines(50'000);
    const TestFolder folder;
    folder.write("a.xml.gz", make_gzip(text));
    folder.write("b.zst", make_zstd(text));
    folder.write("c.xml", make_gzip("<c/>"));
    folder.write("d.gz", "<not packed/>");
    CHECK(read_paths({folder.path()}) ==
          Entries{{folder.at("a.xml.gz"), text}, {folder.at("b.zst"), text}, {folder.at("c.xml"), "<c/>"}, {folder.at("d.gz"), "<not packed/>"}});
}

TEST_CASE("archives: packed nothing is an empty document") {
    CHECK(result_for(make_gzip("")) == "");
    CHECK(result_for(make_zstd("")) == "");
    CHECK(result_for(make_zip({{"x.xml", ""}})) == "");
}

TEST_CASE("archives: members one after the other are one document") {
    CHECK(result_for(make_gzip("one ") + make_gzip(lines(1000)) + make_gzip(" three")) == "one " + lines(1000) + " three");
    CHECK(result_for(make_zstd("one ") + make_zstd("two")) == "one two");
}

TEST_CASE("archives: a cut off one is an error, wherever it is cut") {
    const std::string text = lines(3000);
    for (const std::string& packed : {make_gzip(text), make_zstd(text), make_zip({{"x.xml", text}})}) {
        REQUIRE(result_for(packed) == text);
        for (std::size_t length = 4; length < packed.size(); length += packed.size() - length < 40 ? 1 : packed.size() / 23) {
            CAPTURE(length);
            CHECK(is_damaged(result_for(packed.substr(0, length))));
        }
    }
}

TEST_CASE("archives: a damaged one is an error") {
    const std::string text = lines(3000);
    std::string gzip = make_gzip(text);
    gzip[gzip.size() - 6] ^= 1;  // the check sum, which libarchive does not look at
    CHECK(is_damaged(result_for(gzip)));
    std::string zip = make_zip({{"x.xml", text}}, "zip:compression=store");
    zip[zip.find("7919\n")] = 'x';
    CHECK(is_damaged(result_for(zip)));
    CHECK(is_damaged(result_for("\x1F\x8B\x08 and nothing of the kind behind it")));
    CHECK(is_damaged(result_for("\x28\xB5\x2F\xFD and nothing of the kind behind it")));
    CHECK(is_damaged(result_for("PK\x03\x04 and nothing of the kind behind it")));
    CHECK(is_damaged(result_for("\x1F\x8B")));
}

TEST_CASE("archives: each document of a zip is an input, the rest is counted") {
    const TestFolder folder;
    const std::string path = folder.write("returns.zip", make_zip({{"d/", ""},
                                                                   {"z.xml", "<z/>"},
                                                                   {"d/A.UNA", lines(20'000)},
                                                                   {"readme.txt", "no"},
                                                                   {"__MACOSX/._z.xml", "no"},
                                                                   {".hidden.xml", "no"},
                                                                   {"./last.xml", "<last/>"}}));
    Inputs inputs({.paths = {path}, .stdin_name = "-", .limits = {}});
    CHECK(read_inputs(inputs) == Entries{{path + "/z.xml", "<z/>"}, {path + "/d/A.UNA", lines(20'000)}, {path + "/./last.xml", "<last/>"}});
    CHECK(inputs.skipped() == 3);
}

TEST_CASE("archives: the only file of a zip is a document, whatever its name") {
    const TestFolder folder;
    const std::string path = folder.write("x.zip", make_zip({{"d/", ""}, {"d/export.dat", "<x/>"}, {"__MACOSX/d/._export.dat", "no"}}));
    CHECK(read_paths({path}) == Entries{{path + "/d/export.dat", "<x/>"}});
    const std::string two = folder.write("two.zip", make_zip({{"a.dat", "<x/>"}, {"b.dat", "<x/>"}}));
    CHECK(read_paths({two}).empty());
    CHECK(read_paths({folder.write("none.zip", make_zip({}))}).empty());
}

TEST_CASE("archives: names beyond ASCII stay as they are") {
    const TestFolder folder;
    const std::string name = "\xC3\x89" "cole.xml";
    // What names a zip has, and in which encoding it says they are, is written by hand: no locale is asked.
    std::string zip = make_zip({{"##cole.xml", "<x/>"}}, "zip:compression=store");
    for (std::size_t at = 0; (at = zip.find("##cole.xml", at)) != std::string::npos; ++at) zip.replace(at, 2, name, 0, 2);
    CHECK(read_paths({folder.write("a.zip", zip)}) == Entries{{folder.at("a.zip/" + name), "<x/>"}});
    for (std::size_t at = 0; (at = zip.find("PK\x03\x04", at)) != std::string::npos; ++at) zip[at + 7] = 8;
    for (std::size_t at = 0; (at = zip.find("PK\x01\x02", at)) != std::string::npos; ++at) zip[at + 9] = 8;
    CHECK(read_paths({folder.write("b.zip", zip)}) == Entries{{folder.at("b.zip/" + name), "<x/>"}});
}

TEST_CASE("archives: entries may be left unread, but not be read later") {
    const TestFolder folder;
    const std::string path = folder.write("x.zip", make_zip({{"a.xml", lines(20'000)}, {"b.xml", "<b/>"}, {"c.xml", "<c/>"}}));
    Inputs inputs({.paths = {path}, .stdin_name = "-", .limits = {}});
    const auto first = inputs.next();
    CHECK(first->size() == lines(20'000).size());
    const auto stream = first->open();
    CHECK_THROWS_WITH_AS((void)first->open(), (path + "/a.xml: an entry of an archive can be read once only").c_str(), InputError);
    const auto second = inputs.next();
    CHECK_THROWS_AS((void)read_all(*stream), InputError);
    const auto third = inputs.next();
    CHECK(result_of(*second) == "error: " + path + "/b.xml: the next entry of the archive was asked for before this one was read");
    CHECK(result_of(*third) == "<c/>");
    CHECK_FALSE(inputs.next());
}

TEST_CASE("archives: an archive inside an archive is not read") {
    const std::string message = ": an archive inside an archive is not read; unpack it first";
    CHECK(result_for(make_gzip(make_gzip("<x/>"))) == "error: x" + message);
    CHECK(result_for(make_zstd(make_zip({{"a.xml", "<x/>"}}))) == "error: x" + message);
    const TestFolder folder;
    const std::string path = folder.write("x.zip", make_zip({{"a.zip", make_zip({{"b.xml", "<b/>"}})}, {"c.xml", make_gzip("<c/>")}, {"d.xml", "<d/>"}}));
    CHECK(read_paths({path}) ==
          Entries{{path + "/a.zip", "error: " + path + "/a.zip" + message}, {path + "/c.xml", "error: " + path + "/c.xml" + message}, {path + "/d.xml", "<d/>"}});
}

TEST_CASE("archives: an encrypted entry is told") {
    CHECK(result_for(mark_encrypted(make_zip({{"a.xml", "<x/>"}}))) == "error: x/a.xml: the entry is encrypted; unpack the archive with its password first");
    CHECK(result_for(make_zip({{"a.xml", "<x/>"}}, "zip:encryption=zipcrypt")).find("encrypted") != std::string::npos);
}

TEST_CASE("archives: a bomb is an error that names the limit") {
    const std::string zeros(100 << 20, '\0');
    const std::string message = "expands to more than 200 times its size (and 64 MiB)";
    for (const std::string& bomb : {make_gzip(zeros), make_zstd(zeros), make_zip({{"x.xml", zeros}})})
        CHECK(result_for(bomb).find(message) != std::string::npos);
    const std::string small(1000, '\0');
    CHECK(result_for(make_gzip(small), {.max_expansion = 1000}) == small);
    CHECK(result_for(make_gzip(small), {.max_expansion = 999}) == "error: x: expands to more than 999 bytes, the limit for a document in an archive");
    CHECK(result_for(make_zip({{"x.xml", small}}), {.max_expansion = 512}).find("more than 512 bytes") != std::string::npos);
}

TEST_CASE("archives: what compresses well is no bomb") {
    const std::string text = lines(100'000);
    const Limits strict{.free_expansion = 0, .max_ratio = 20};
    CHECK(result_for(make_gzip(text), strict) == text);
    CHECK(result_for(make_zip({{"x.xml", text}}), strict) == text);
}

TEST_CASE("archives: too many entries are an error") {
    Entries entries;
    for (int i = 0; i < 11; ++i) entries.emplace_back(std::to_string(i) + ".xml", "<x/>");
    CHECK(result_for(make_zip(entries), {.max_entries = 10}) == "error: x: has more than 10 entries, the limit for an archive");
    const TestFolder folder;
    CHECK(read_paths({folder.write("x.zip", make_zip(entries))}, {.max_entries = 11}).size() == 11);
}

}  // namespace cbds::io_archives_test
