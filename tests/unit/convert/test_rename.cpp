/// Names that the headers prescribe.

#include "cbds/convert/rename.hpp"
#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "convert/care_documents.hpp"

#include <doctest/doctest.h>

namespace {

/// Renames these files of a folder; the names that they get, or the message.
std::vector<std::string> renamed(const Scratch& folder, const std::vector<std::string>& names, convert::RenameOptions options = {}) {
    convert::Renamer renamer(std::move(options));
    std::vector<std::string> given;
    for (const std::string& name : names) {
        io::InputOptions inputs_options;
        inputs_options.paths = {folder.path() + name};
        io::Inputs inputs(inputs_options);
        try {
            given.push_back(renamer.rename(*inputs.next()).to.substr(folder.path().size()));
        } catch (const Error& error) {
            given.push_back(std::string("! ") + error.what());
        }
    }
    return given;
}

using Names = std::vector<std::string>;

std::string header_with(const std::string& from, const std::string& to) { return with(transfer_file(""), from, to); }

}  // namespace

TEST_CASE("rename: names from the header, with the next serial number") {
    const Scratch folder;
    for (const char* const name : {"a.xml", "b.XML", "2013933_CTF_2014001_001 (1).xml"}) folder.put(name, transfer_file(""));
    folder.put("census", sample_text(schema::census_edition(2026, schema::Term::autumn), 3));
    CHECK(renamed(folder, {"2013933_CTF_2014001_001 (1).xml", "a.xml", "b.XML", "census"}) ==
          Names{"2013933_CTF_2014001_001.xml", "2013933_CTF_2014001_002.xml", "2013933_CTF_2014001_003.XML", "2013933_SC3_201LL26_001.XML"});
    CHECK(folder.names() == Names{"2013933_CTF_2014001_001.xml", "2013933_CTF_2014001_002.xml", "2013933_CTF_2014001_003.XML", "2013933_SC3_201LL26_001.XML"});
    CHECK(folder.text("2013933_CTF_2014001_002.xml") == transfer_file(""));
    CHECK(renamed(folder, folder.names()) == folder.names());
}

TEST_CASE("rename: nothing is ever replaced") {
    const Scratch folder;
    folder.put("2013933_CTF_2014001_001.xml", "other");
    folder.put("2013933_CTF_2014001_001 (2).xml", transfer_file(""));
    CHECK(renamed(folder, {"2013933_CTF_2014001_001 (2).xml"}) == Names{"2013933_CTF_2014001_002.xml"});
    CHECK(folder.text("2013933_CTF_2014001_001.xml") == "other");
    folder.put("x.xml", transfer_file(""));
    CHECK(renamed(folder, {"x.xml"}, {.reading = {}, .folder = {}, .kind = {}, .serial = 1, .dry_run = false}).front().starts_with("! "));
    CHECK(renamed(folder, {"x.xml"}, {.reading = {}, .folder = {}, .kind = "PHO", .serial = 7, .dry_run = false}) == Names{"2013933_PHO_2014001_007.xml"});
}

TEST_CASE("rename: a dry run gives the same names and does nothing") {
    const Scratch folder;
    folder.put("a.xml", transfer_file(""));
    folder.put("b.xml", transfer_file(""));
    CHECK(renamed(folder, {"a.xml", "b.xml"}, {.reading = {}, .folder = {}, .kind = {}, .serial = {}, .dry_run = true}) == Names{"2013933_CTF_2014001_001.xml", "2013933_CTF_2014001_002.xml"});
    CHECK(folder.names() == Names{"a.xml", "b.xml"});
}

TEST_CASE("rename: kinds, authorities, and destinations that are not known") {
    const Scratch folder;
    folder.put("1.xml", transfer_file("", "    <DataQualifier>PHO</DataQualifier>\n"));
    folder.put("2.xml", header_with("<Estab>4001</Estab>", "<Estab>LLLL</Estab>"));
    folder.put("3.xml", header_with("<LEA>201</LEA>\n      <Estab>4001</Estab>", "<LEA>XXX</LEA>\n      <Estab>XXXX</Estab>"));
    folder.put("9999999_CML_9999999_004.xml", transfer_file(""));
    folder.put("5.xml", header_with("<LEA>201</LEA>\n      <Estab>4001</Estab>", "<LEA>ULN</LEA>\n      <Estab>4001</Estab>"));
    const Names names = renamed(folder, {"1.xml", "2.xml", "3.xml", "9999999_CML_9999999_004.xml", "5.xml"});
    CHECK(names[0] == "2013933_PHO_2014001_001.xml");
    CHECK(names[1] == "2013933_CTF_201LLLL_001.xml");
    CHECK(names[2] == "2013933_CTF_XXXXXXX_001.xml");
    CHECK(names[3] == "2013933_CML_2014001_001.xml");
    CHECK(names[4].find("DestSchool/LEA") != std::string::npos);
}

TEST_CASE("rename: copies into another folder") {
    const Scratch folder;
    const Scratch other;
    folder.put("a.xml", transfer_file(""));
    convert::Renamer renamer({.reading = {}, .folder = other.path(), .kind = {}, .serial = {}, .dry_run = false});
    io::InputOptions options;
    options.paths = {folder.path() + "a.xml"};
    io::Inputs inputs(options);
    CHECK(renamer.rename(*inputs.next()).changed);
    CHECK(folder.names() == Names{"a.xml"});
    CHECK(other.text("2013933_CTF_2014001_001.xml") == transfer_file(""));
}

TEST_CASE("rename: a document that is cut off keeps its name") {
    const Scratch folder;
    folder.put("a.xml", transfer_file("").substr(0, 300));
    CHECK(renamed(folder, {"a.xml"}).front().starts_with("! "));
    CHECK(folder.names() == Names{"a.xml"});
}
