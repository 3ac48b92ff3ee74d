#include "cbds/error.hpp"
#include "cbds/io/output_path.hpp"
#include "cbds/io/signals.hpp"
#include "io/processes.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>

namespace cbds::io_output_path_test {

using namespace cbds;
using namespace cbds::io;
using namespace cbds::io::test;

namespace {

/// As a library writes: by the path.
void write_at(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

TEST_CASE("output path: a file is there when it is committed, and not before") {
    const TestFolder folder;
    const std::string path = folder.at("school.xlsx");
    OutputPath output(path, {});
    CHECK(output.name() == path);
    CHECK(output.path() != path);
    CHECK(fs::path(output.path()).parent_path() == fs::path(path).parent_path());
    write_at(output.path(), "workbook");
    CHECK_FALSE(fs::exists(path));
    output.commit();
    CHECK(content(path) == "workbook");
    CHECK(folder.names().size() == 1);
    CHECK(mode_of(path) == 0600);
}

TEST_CASE("output path: without commit nothing remains, nor of its companions") {
    const TestFolder folder;
    {
        constexpr std::string_view kJournal[] = {"-journal"};
        OutputPath output(folder.at("school.db"), {}, kJournal);
        write_at(output.path() + "-journal", "journal");
        CHECK(folder.names().size() == 2);
    }
    CHECK(folder.names().empty());
}

TEST_CASE("output path: companions go at commit") {
    const TestFolder folder;
    constexpr std::string_view kJournal[] = {"-journal", "-wal"};
    OutputPath output(folder.at("school.db"), {}, kJournal);
    write_at(output.path() + "-wal", "log");
    output.commit();
    CHECK(folder.names() == std::vector<std::string>{"school.db"});
}

TEST_CASE("output path: an existing file is replaced only when asked, and then at commit") {
    const TestFolder folder;
    const std::string path = folder.write("school.db", "old");
    CHECK_THROWS_WITH_AS(OutputPath(path, {}), (path + ": exists already; use --overwrite to replace it").c_str(), OutputError);
    OutputPath output(path, {.overwrite = true});
    write_at(output.path(), "new");
    CHECK(content(path) == "old");
    output.commit();
    CHECK(content(path) == "new");
}

TEST_CASE("output path: a file that comes meanwhile is not replaced") {
    const TestFolder folder;
    const std::string path = folder.at("school.db");
    {
        OutputPath output(path, {});
        folder.write("school.db", "theirs");
        CHECK_THROWS_WITH_AS(output.commit(), (path + ": exists already; use --overwrite to replace it").c_str(), OutputError);
    }
    CHECK(content(path) == "theirs");
    CHECK(folder.names().size() == 1);
}

TEST_CASE("output path: standard output and devices get a copy") {
    std::ostringstream standard_output;
    const std::string much(3 << 20, 'x');
    OutputPath output("-", {}, {}, &standard_output);
    write_at(output.path(), much);
    CHECK(standard_output.str().empty());
    output.commit();
    CHECK(standard_output.str() == much);
    CHECK_FALSE(fs::exists(output.path()));

    OutputPath full("/dev/full", {});
    write_at(full.path(), "little");
    CHECK_THROWS_WITH_AS(full.commit(), "/dev/full: cannot be written: no space left on device", OutputError);
    CHECK_THROWS_AS(OutputPath("-", {}), OutputError);
    CHECK_THROWS_WITH_AS(OutputPath("/tmp", {}), "/tmp: is a folder", OutputError);
}

TEST_CASE("output path: a signal removes the file and its companions") {
    const TestFolder folder;
    const pid_t child = ::fork();
    if (child == 0) {
        install_signal_handlers();
        constexpr std::string_view kJournal[] = {"-journal"};
        OutputPath output(folder.at("school.db"), {}, kJournal);
        write_at(output.path() + "-journal", "journal");
        ::raise(SIGTERM);
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK((WIFEXITED(status) ? WEXITSTATUS(status) : -1) == 128 + SIGTERM);
    CHECK(folder.names().empty());
}

}  // namespace cbds::io_output_path_test
