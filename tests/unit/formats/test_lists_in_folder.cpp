#include "cbds/error.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_lists_in_folder_test {

using namespace cbds;

TEST_CASE("documents: a list of something else in a folder is skipped, but one that is named is read") {
    const io::test::TestFolder folder;
    folder.write("marks.csv", "school_urn,upn,session_date,session,code\n");
    folder.write("pupils.csv", "school_urn,pupil_id,upn,valid_from\n");
    folder.write("2013999_CTF_2013945_001.xml", "<CTfile/>");
    formats::DocumentInputOptions options;
    options.inputs.paths = {folder.path()};
    formats::DocumentInputs inputs(schema::Dictionary::built_in(), options);
    const auto first = inputs.next();
    REQUIRE(first != nullptr);
    CHECK(first->name() == folder.at("2013999_CTF_2013945_001.xml"));
    CHECK(inputs.next() == nullptr);
    CHECK(inputs.skipped() == 2);
    options.inputs.paths = {folder.at("marks.csv")};
    const auto named = formats::DocumentInputs(schema::Dictionary::built_in(), options).next();
    REQUIRE(named != nullptr);
    CHECK_THROWS_AS(static_cast<void>(named->open()), DocumentError);
}

}  // namespace cbds::formats_lists_in_folder_test
