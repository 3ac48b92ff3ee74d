#include "cbds/error.hpp"
#include "cbds/io/output_folder.hpp"
#include "cbds/io/signals.hpp"
#include "io/output_folder_place.hpp"
#include "io/processes.hpp"
#include "io/test_files.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <thread>

namespace cbds::io_output_folder_test {

using namespace cbds;
using namespace cbds::io;
using namespace cbds::io::test;

namespace {

void write_tables(OutputSet& output, const std::string& text) {
    output.file("pupils.csv") << text;
    output.file("sen.csv") << "1";
    output.file("pupils.csv") << text;
}

/// Name and content of what is in a folder, sorted.
Entries content_of(const std::string& path) {
    Entries entries;
    for (const fs::directory_entry& entry : fs::directory_iterator(path)) entries.emplace_back(entry.path().filename().native(), content(entry.path().native()));
    std::ranges::sort(entries);
    return entries;
}

std::string problem(const std::string& path, const OutputOptions& options) {
    try {
        OutputFolder output(path, options);
        output.commit();
    } catch (const OutputError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("output folder: it is there when it is committed, and not before") {
    const TestFolder folder;
    {
        OutputFolder output(folder.at("tables/"), {});
        write_tables(output, std::string(100'000, 'x'));
        CHECK_FALSE(fs::exists(folder.at("tables")));
        output.commit();
    }
    CHECK(folder.names() == std::vector<std::string>{"tables"});
    CHECK(content_of(folder.at("tables")) == Entries{{"pupils.csv", std::string(200'000, 'x')}, {"sen.csv", "1"}});
}

TEST_CASE("output folder: without commit nothing remains") {
    const TestFolder folder;
    {
        OutputFolder output(folder.at("tables"), {});
        write_tables(output, std::string(100'000, 'x'));
        CHECK(folder.names().size() == 1);
    }
    CHECK(folder.names().empty());
}

TEST_CASE("output folder: what holds pupils is for nobody else to read") {
    const TestFolder folder;
    const mode_t before = ::umask(0027);
    OutputFolder personal(folder.at("pupils"), {});
    OutputFolder figures(folder.at("figures"), {.personal = false});
    for (OutputFolder* const output : {&personal, &figures}) {
        write_tables(*output, "x");
        output->commit();
    }
    ::umask(before);
    CHECK(mode_of(folder.at("pupils")) == 0700);
    CHECK(mode_of(folder.at("pupils/sen.csv")) == 0600);
    CHECK(mode_of(folder.at("figures")) == 0750);
    CHECK(mode_of(folder.at("figures/sen.csv")) == 0640);
}

TEST_CASE("output folder: an existing folder is replaced only when asked, as a whole, at commit") {
    const TestFolder folder;
    const std::string path = folder.at("tables");
    folder.write("tables/old.csv", "old");
    CHECK(problem(path, {}) == path + ": exists already; use --overwrite to replace it");
    OutputFolder output(path, {.overwrite = true});
    write_tables(output, "new");
    CHECK(content_of(path) == Entries{{"old.csv", "old"}});
    output.commit();
    CHECK(content_of(path) == Entries{{"pupils.csv", "newnew"}, {"sen.csv", "1"}});
    CHECK(folder.names().size() == 1);
}

TEST_CASE("output folder: nothing is lost that is not of the kind of what is written") {
    const TestFolder folder;
    const std::string path = folder.at("tables");
    folder.write("tables/old.csv", "old");
    folder.write("tables/letter.odt", "my own");
    CHECK(problem(path, {.overwrite = true}) == path + ": is not replaced, because it holds 'letter.odt' and not only .csv files; "
                                                       "name another folder, or remove it yourself");
    fs::remove(folder.at("tables/letter.odt"));
    folder.write("tables/below.csv/x.csv", "a folder");
    CHECK(problem(path, {.overwrite = true}).find("'below.csv'") != std::string::npos);
    folder.write("file", "a file");
    CHECK(problem(folder.at("file"), {.overwrite = true}) == folder.at("file") + ": is no folder; a folder is written");
    CHECK(problem(folder.at("nowhere/tables"), {}) == folder.at("nowhere/tables") + ": no such folder");
    CHECK(problem(folder.at(".."), {.overwrite = true}) == folder.at("..") + ": cannot be replaced; name a folder below it");
    CHECK(content(folder.at("tables/old.csv")) == "old");
    CHECK(folder.names().size() == 2);
}

TEST_CASE("output folder: what comes meanwhile is not replaced") {
    const TestFolder folder;
    const std::string path = folder.at("tables");
    {
        OutputFolder output(path, {});
        write_tables(output, "x");
        folder.write("tables/theirs.csv", "theirs");
        CHECK_THROWS_WITH_AS(output.commit(), (path + ": exists already; use --overwrite to replace it").c_str(), OutputError);
    }
    {
        OutputFolder output(path, {.overwrite = true});
        folder.write("tables/mine.txt", "x");
        CHECK_THROWS_AS(output.commit(), OutputError);
    }
    CHECK(content_of(path) == Entries{{"mine.txt", "x"}, {"theirs.csv", "theirs"}});
    CHECK(folder.names().size() == 1);
}

TEST_CASE("output folder: behind a link the folder is replaced, not the link") {
    const TestFolder folder;
    folder.write("real/old.csv", "old");
    fs::create_symlink("real", folder.at("link"));
    OutputFolder output(folder.at("link"), {.overwrite = true});
    write_tables(output, "x");
    output.commit();
    CHECK(fs::is_symlink(folder.at("link")));
    CHECK(content_of(folder.at("real")).size() == 2);
}

TEST_CASE("output folder: where two names cannot change at once they change one after the other") {
    const TestFolder folder;
    folder.write("new/a.csv", "new");
    folder.write("old/a.csv", "old");
    CHECK(exchange_by_renames(folder.at("new"), folder.at("old"), folder.at("spare")));
    CHECK(content(folder.at("old/a.csv")) == "new");
    CHECK(content(folder.at("new/a.csv")) == "old");
    CHECK_FALSE(exchange_by_renames(folder.at("none"), folder.at("old"), folder.at("spare")));
    CHECK(content(folder.at("old/a.csv")) == "new");
    CHECK(folder.names().size() == 2);
}

TEST_CASE("output folder: a signal leaves nothing, and the old folder as it was") {
    const TestFolder folder;
    folder.write("tables/old.csv", "old");
    CHECK(run_apart([&] {
              install_signal_handlers();
              OutputFolder output(folder.at("tables"), {.overwrite = true});
              for (int i = 0; i < 300; ++i) output.file("t" + std::to_string(i) + ".csv") << "x";
              ::raise(SIGTERM);
          }) == 128 + SIGTERM);
    CHECK(folder.names() == std::vector<std::string>{"tables"});
    CHECK(content_of(folder.at("tables")) == Entries{{"old.csv", "old"}});
}

TEST_CASE("output folder: a signal at any moment leaves the old folder or the new one") {
    for (unsigned delay = 0; delay < 40; ++delay) {
        const TestFolder folder;
        folder.write("tables/old.csv", "old");
        int ready[2] = {};
        REQUIRE(::pipe(ready) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            install_signal_handlers();
            if (::write(ready[1], "!", 1) != 1) ::_exit(0);
            // Several threads: the signal may come in another one than that which writes.
            const std::thread other([] { ::pause(); });
            for (;;) {
                OutputFolder output(folder.at("tables"), {.overwrite = true});
                for (const char* const name : {"a.csv", "b.csv", "c.csv"}) output.file(name) << std::string(100'000, 'x');
                output.commit();
            }
        }
        char byte = 0;
        CHECK(::read(ready[0], &byte, 1) == 1);
        ::close(ready[0]);
        ::close(ready[1]);
        ::usleep(700 * delay);
        ::kill(child, SIGTERM);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WEXITSTATUS(status) == 128 + SIGTERM);
        CHECK(folder.names().size() == 1);
        const Entries left = content_of(folder.at("tables"));
        CAPTURE(delay);
        if (left.size() == 1) CHECK(left == Entries{{"old.csv", "old"}});
        else CHECK(left == Entries{{"a.csv", std::string(100'000, 'x')}, {"b.csv", std::string(100'000, 'x')}, {"c.csv", std::string(100'000, 'x')}});
    }
}

TEST_CASE("zip output: files that grow side by side become entries, sorted by name") {
    const TestFolder folder;
    const std::string path = folder.at("tables.zip");
    {
        ZipOutput output(OutputFile(path, {}));
        output.file("sen.csv") << "1";
        output.file("pupils.csv") << std::string(300'000, 'x');
        output.file("sen.csv") << "2";
        CHECK_FALSE(fs::exists(path));
        output.commit();
    }
    CHECK(mode_of(path) == 0600);
    archive* const zip = archive_read_new();
    archive_read_support_format_zip_seekable(zip);
    REQUIRE(archive_read_open_filename(zip, path.c_str(), 10240) == ARCHIVE_OK);
    Entries entries;
    for (archive_entry* entry = nullptr; archive_read_next_header(zip, &entry) == ARCHIVE_OK;) {
        std::string text(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
        CHECK(archive_read_data(zip, text.data(), text.size()) == static_cast<la_ssize_t>(text.size()));
        entries.emplace_back(archive_entry_pathname(entry), text);
    }
    archive_read_free(zip);
    CHECK(entries == Entries{{"pupils.csv", std::string(300'000, 'x')}, {"sen.csv", "12"}});
}

TEST_CASE("zip output: the same files give the same bytes, at any time and place") {
    std::string first;
    for (const char* const zone : {"UTC", "Pacific/Kiritimati", "America/Adak"}) {
        const TestFolder folder;
        ::setenv("TZ", zone, 1);
        ::tzset();
        ZipOutput output(OutputFile(folder.at("a.zip"), {}));
        write_tables(output, "x");
        output.commit();
        if (first.empty()) first = content(folder.at("a.zip"));
        CHECK(content(folder.at("a.zip")) == first);
    }
    ::unsetenv("TZ");
    ::tzset();
}

TEST_CASE("zip output: without commit nothing remains") {
    const TestFolder folder;
    { ZipOutput(OutputFile(folder.at("a.zip"), {})).file("a.csv") << "x"; }
    CHECK(folder.names().empty());
    std::ostringstream standard_output;
    ZipOutput output(OutputFile("-", {}, &standard_output));
    output.file("a.csv") << "x";
    output.commit();
    CHECK(standard_output.str().starts_with("PK"));
}

}  // namespace cbds::io_output_folder_test
