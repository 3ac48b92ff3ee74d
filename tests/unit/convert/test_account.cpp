#include "cbds/convert/account.hpp"

#include "io/test_files.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace cbds;
using convert::Account;

namespace {

void write(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

const convert::AccountEntry kEntry{"in.xml", "out.csv", "source", "options"};

}  // namespace

TEST_CASE("an output that is done and unchanged is known by the next run") {
    const io::test::TestFolder folder;
    const std::string path = folder.path();
    {
        Account account(path);
        CHECK_FALSE(account.done("in.xml", "source", "options"));
        account.begin(kEntry);
        write(folder.at("out.csv"), "1");
        account.end(kEntry);
    }
    const Account next(path);
    CHECK(next.done("in.xml", "source", "options") == "out.csv");
    CHECK(next.is_ours("out.csv"));
    CHECK_FALSE(next.done("in.xml", "another source", "options"));
    CHECK_FALSE(next.done("in.xml", "source", "other options"));
    CHECK_FALSE(next.done("other.xml", "source", "options"));
    write(folder.at("out.csv"), "2");
    CHECK_FALSE(next.done("in.xml", "source", "options"));
    CHECK_FALSE(next.is_ours("out.csv"));
    CHECK_FALSE(next.is_ours("another.csv"));
}

TEST_CASE("an output that was begun only is ours, and not done") {
    const io::test::TestFolder folder;
    Account(folder.path()).begin(kEntry);
    write(folder.at("out.csv"), "1");
    const Account next(folder.path());
    CHECK_FALSE(next.done("in.xml", "source", "options"));
    CHECK(next.is_ours("out.csv"));
}

TEST_CASE("a line that is cut off counts for nothing, and does not spoil the next") {
    const io::test::TestFolder folder;
    write(folder.at("out.csv"), "1");
    {
        Account account(folder.path());
        account.begin(kEntry);
        account.end(kEntry);
    }
    std::ofstream(folder.at(".cbds-convert.ndjson"), std::ios::app) << "{\"input\":\"x";
    Account account(folder.path());
    account.end({"more.xml", "out.csv", "s", "o"});
    CHECK(Account(folder.path()).done("more.xml", "s", "o") == "out.csv");
}
