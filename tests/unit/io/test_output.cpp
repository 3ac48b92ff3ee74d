#include "cbds/error.hpp"
#include "cbds/io/output.hpp"
#include "cbds/io/signals.hpp"
#include "io/processes.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>
#include <thread>

namespace cbds::io_output_test {

using namespace cbds;
using namespace cbds::io;
using namespace cbds::io::test;

namespace {

}  // namespace

TEST_CASE("output: a file is there when it is committed, and not before") {
    const TestFolder folder;
    const std::string path = folder.at("report.json");
    {
        OutputFile output(path, {});
        output.stream() << "{" << std::string(3 << 20, ' ') << 42 << "}";
        CHECK_FALSE(fs::exists(path));
        output.commit();
    }
    CHECK(content(path) == "{" + std::string(3 << 20, ' ') + "42}");
    CHECK(folder.names().size() == 1);
}

TEST_CASE("output: without commit nothing remains") {
    const TestFolder folder;
    {
        OutputFile output(folder.at("report.json"), {});
        output.stream() << std::string(3 << 20, ' ');
        CHECK(folder.names().size() == 1);
    }
    CHECK(folder.names().empty());
}

TEST_CASE("output: an existing file is replaced only when asked, and then at commit") {
    const TestFolder folder;
    const std::string path = folder.write("report.json", "old");
    CHECK_THROWS_WITH_AS(OutputFile(path, {}), (path + ": exists already; use --overwrite to replace it").c_str(), OutputError);
    OutputFile output(path, {.overwrite = true});
    output.stream() << "new";
    CHECK(content(path) == "old");
    output.commit();
    CHECK(content(path) == "new");
    CHECK(folder.names().size() == 1);
}

TEST_CASE("output: a file that comes meanwhile is not replaced") {
    const TestFolder folder;
    const std::string path = folder.at("report.json");
    {
        OutputFile output(path, {});
        output.stream() << "ours";
        folder.write("report.json", "theirs");
        CHECK_THROWS_WITH_AS(output.commit(), (path + ": exists already; use --overwrite to replace it").c_str(), OutputError);
    }
    CHECK(content(path) == "theirs");
    CHECK(folder.names().size() == 1);
}

TEST_CASE("output: what holds pupils is for nobody else to read") {
    const TestFolder folder;
    const mode_t before = ::umask(0027);
    OutputFile personal(folder.at("pupils.csv"), {});
    OutputFile figures(folder.at("figures.csv"), {.personal = false});
    personal.commit();
    figures.commit();
    ::umask(before);
    CHECK(mode_of(folder.at("pupils.csv")) == 0600);
    CHECK(mode_of(folder.at("figures.csv")) == 0640);
}

TEST_CASE("output: a replaced file that others could read becomes closed to them") {
    const TestFolder folder;
    const std::string path = folder.write("pupils.csv", "old");
    ::chmod(path.c_str(), 0644);
    OutputFile output(path, {.overwrite = true});
    output.commit();
    CHECK(mode_of(path) == 0600);
}

TEST_CASE("output: behind a link the file is replaced, not the link") {
    const TestFolder folder;
    folder.write("real/report.json", "old");
    fs::create_symlink("real/report.json", folder.at("link.json"));
    CHECK_THROWS_AS(OutputFile(folder.at("link.json"), {}), OutputError);
    OutputFile output(folder.at("link.json"), {.overwrite = true});
    output.stream() << "new";
    output.commit();
    CHECK(fs::is_symlink(folder.at("link.json")));
    CHECK(content(folder.at("real/report.json")) == "new");
}

TEST_CASE("output: a link to nowhere counts as there") {
    const TestFolder folder;
    fs::create_symlink("nowhere", folder.at("link.json"));
    CHECK_THROWS_AS(OutputFile(folder.at("link.json"), {}), OutputError);
}

TEST_CASE("output: a place where no file can be is told at once") {
    const TestFolder folder;
    CHECK_THROWS_WITH_AS(OutputFile(folder.path(), {}), (folder.path() + ": is a folder").c_str(), OutputError);
    CHECK_THROWS_WITH_AS(OutputFile(folder.at("no/x.json"), {}), (folder.at("no/x.json") + ": no such folder").c_str(), OutputError);
    CHECK_THROWS_AS(OutputFile(folder.at(std::string(5000, 'x') + "/x"), {}), OutputError);
}

TEST_CASE("output: a full disk is an error of the operation that meets it") {
    const TestFolder folder;
    fs::create_symlink("/dev/full", folder.at("full"));
    const std::string message = folder.at("full") + ": cannot be written: no space left on device";
    OutputFile much(folder.at("full"), {});
    CHECK_THROWS_WITH_AS(much.stream() << std::string(3 << 20, ' '), message.c_str(), OutputError);
    OutputFile little(folder.at("full"), {});
    little.stream() << "little";
    CHECK_THROWS_WITH_AS(little.commit(), message.c_str(), OutputError);
}

TEST_CASE("output: devices and pipes are written straight") {
    OutputFile null("/dev/null", {});
    null.stream() << "gone";
    null.commit();
    CHECK(fs::status("/dev/null").type() == fs::character_file);

    const TestFolder folder;
    REQUIRE(::mkfifo(folder.at("pipe").c_str(), 0600) == 0);
    std::string read;
    std::thread reader([&] { read = content(folder.at("pipe")); });
    {
        OutputFile pipe(folder.at("pipe"), {});
        pipe.stream() << "through the pipe";
        pipe.commit();
    }
    reader.join();
    CHECK(read == "through the pipe");
}

TEST_CASE("output: a descriptor's name is written straight, even if a file is behind it") {
    const TestFolder folder;
    const std::string path = folder.write("log", "before ");
    const int file = ::open(path.c_str(), O_WRONLY | O_APPEND);
    OutputFile output("/dev/fd/" + std::to_string(file), {});
    output.stream() << "after";
    output.commit();
    ::close(file);
    CHECK(content(path) == "before after");
}

TEST_CASE("output: a dash is the standard output that was given") {
    std::ostringstream standard_output;
    OutputFile output("-", {}, &standard_output);
    output.stream() << "text";
    output.commit();
    CHECK(standard_output.str() == "text");
    standard_output.setstate(std::ios::badbit);
    CHECK_THROWS_WITH_AS(output.commit(), "standard output: cannot be written", OutputError);
    CHECK_THROWS_AS(OutputFile("-", {}), OutputError);
}

TEST_CASE("output: many can be open at once, one after the other more") {
    const TestFolder folder;
    std::vector<OutputFile> outputs;
    for (int i = 0; i < 40; ++i) outputs.emplace_back(folder.at(std::to_string(i)), OutputOptions{});
    for (OutputFile& output : outputs) output.commit();
    outputs.clear();
    for (int i = 40; i < 200; ++i) OutputFile(folder.at(std::to_string(i)), {}).commit();
    CHECK(folder.names().size() == 200);
}

TEST_CASE("signals: temporary files go, the program ends with 128 and the signal's number") {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const TestFolder folder;
        folder.write("old.json", "old");
        const int code = run_apart([&] {
            install_signal_handlers();
            OutputFile one(folder.at("new.json"), {});
            OutputFile two(folder.at("old.json"), {.overwrite = true});
            one.stream() << std::string(3 << 20, ' ');
            ::raise(signal);
        });
        CHECK(code == 128 + signal);
        CHECK(folder.names() == std::vector<std::string>{"old.json"});
        CHECK(content(folder.at("old.json")) == "old");
    }
}

TEST_CASE("signals: a committed file stays") {
    const TestFolder folder;
    const int code = run_apart([&] {
        install_signal_handlers();
        OutputFile output(folder.at("x.json"), {});
        output.commit();
        ::raise(SIGTERM);
    });
    CHECK(code == 128 + SIGTERM);
    CHECK(folder.names() == std::vector<std::string>{"x.json"});
}

TEST_CASE("signals: a reader that goes away ends the program by SIGPIPE, even if that was ignored") {
    const TestFolder folder;
    const int code = run_apart([&] {
        ::signal(SIGPIPE, SIG_IGN);
        install_signal_handlers();
        OutputFile output(folder.at("x.json"), {});
        int ends[2];
        if (::pipe(ends) != 0) ::_exit(99);
        ::close(ends[0]);
        (void)!::write(ends[1], "x", 1);
    });
    CHECK(code == -SIGPIPE);
    CHECK(folder.names().empty());
}

TEST_CASE("signals: what the caller ignores is ignored") {
    CHECK(run_apart([] {
              ::signal(SIGHUP, SIG_IGN);
              install_signal_handlers();
              ::raise(SIGHUP);
          }) == 0);
}

}  // namespace cbds::io_output_test
