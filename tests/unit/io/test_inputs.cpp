#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

namespace cbds::io_inputs_test {

using namespace cbds;
using namespace cbds::io;
using namespace cbds::io::test;

namespace {

std::vector<std::string> names_of(const Entries& entries) {
    std::vector<std::string> names;
    for (const auto& [name, result] : entries) names.push_back(name);
    return names;
}

/// Puts another descriptor in the place of standard input for as long as it lives.
class StandardInput {
public:
    explicit StandardInput(int descriptor) : before_(::dup(STDIN_FILENO)) {
        REQUIRE(::dup2(descriptor, STDIN_FILENO) == STDIN_FILENO);
        ::close(descriptor);
    }
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;
    ~StandardInput() {
        ::dup2(before_, STDIN_FILENO);
        ::close(before_);
    }

private:
    int before_;
};

/// What `paths` give while the bytes come through a pipe, slowly and in small pieces.
Entries read_piped(const std::string& bytes, const InputOptions& options) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    std::thread writer([&bytes, end = ends[1]] {
        std::size_t at = 0;
        for (std::size_t length = 1; at < bytes.size(); at += length, length = 777)
            if (::write(end, bytes.data() + at, std::min(length, bytes.size() - at)) < 0) break;
        ::close(end);
    });
    const StandardInput input(ends[0]);
    Inputs inputs(options);
    Entries results = read_inputs(inputs);
    writer.join();
    return results;
}

}  // namespace

TEST_CASE("inputs: a folder stands for the documents below it, sorted by path, the rest counted") {
    const TestFolder folder;
    for (const char* name : {"b.XML", "a/z.xml", "a.xml", "a/b/c.una", "a-b/x.Xml", "Z.xml"}) folder.write(name, name);
    for (const char* name : {"readme.txt", "a/notes.pdf", ".hidden.xml", "xml", "a.xml.bak"}) folder.write(name, name);
    folder.write(".git/config.xml", "never seen");
    fs::create_directories(folder.at("empty/folder.xml"));

    Inputs inputs({.paths = {folder.path()}, .stdin_name = "-", .limits = {}});
    CHECK(inputs.files() == 6);
    CHECK(inputs.bytes() == 5 + 7 + 5 + 9 + 9 + 5);
    const Entries results = read_inputs(inputs);
    CHECK(names_of(results) == std::vector<std::string>{folder.at("Z.xml"), folder.at("a-b/x.Xml"), folder.at("a.xml"), folder.at("a/b/c.una"),
                                                        folder.at("a/z.xml"), folder.at("b.XML")});
    CHECK(results[3].second == "a/b/c.una");
    CHECK(inputs.skipped() == 5);
}

TEST_CASE("inputs: paths are taken in their order, named files whatever their names") {
    const TestFolder folder;
    const std::string text = folder.write("z.txt", "named");
    const std::string hidden = folder.write(".hidden", "named too");
    folder.write("d/a.xml", "found");
    CHECK(read_paths({text, folder.at("d"), hidden, text}) ==
          Entries{{text, "named"}, {folder.at("d/a.xml"), "found"}, {hidden, "named too"}, {text, "named"}});
}

TEST_CASE("inputs: an empty folder, and none at all, give nothing") {
    const TestFolder folder;
    CHECK(read_paths({folder.path()}).empty());
    CHECK(read_paths({}).empty());
}

TEST_CASE("inputs: what cannot be read says so when it is opened, and the others are read") {
    const TestFolder folder;
    const std::string good = folder.write("good.xml", "good");
    fs::create_symlink(folder.at("nowhere"), folder.at("broken.xml"));
    CHECK(read_paths({folder.at("missing.xml"), folder.path()}) == Entries{{folder.at("missing.xml"), "error: " + folder.at("missing.xml") + ": no such file"},
                                                                          {folder.at("broken.xml"), "error: " + folder.at("broken.xml") + ": no such file"},
                                                                          {good, "good"}});
    Inputs inputs({.paths = {folder.at("missing.xml")}, .stdin_name = "-", .limits = {}});
    CHECK_THROWS_AS((void)inputs.next()->open(), InputError);
}

TEST_CASE("inputs: no permission is told" * doctest::skip(::geteuid() == 0)) {
    const TestFolder folder;
    const std::string closed = folder.write("closed.xml", "secret");
    folder.write("d/x.xml", "secret");
    ::chmod(closed.c_str(), 0);
    ::chmod(folder.at("d").c_str(), 0);
    const Entries results = read_paths({folder.path()});
    ::chmod(folder.at("d").c_str(), 0700);
    CHECK(results == Entries{{closed, "error: " + closed + ": permission denied"}, {folder.at("d"), "error: " + folder.at("d") + ": permission denied"}});
}

TEST_CASE("inputs: links are followed, loops and second ways to a folder are not") {
    const TestFolder folder;
    const TestFolder other;
    other.write("far.xml", "far");
    folder.write("real/x.xml", "x");
    fs::create_symlink(folder.path(), folder.at("real/up"));
    fs::create_symlink(folder.at("real"), folder.at("again"));
    fs::create_symlink(other.path(), folder.at("other"));
    fs::create_symlink(folder.at("real"), other.at("back"));
    fs::create_symlink("self", folder.at("self"));
    fs::create_symlink(folder.at("real/x.xml"), folder.at("link.xml"));
    CHECK(read_paths({folder.path()}) == Entries{{folder.at("link.xml"), "x"}, {folder.at("other/far.xml"), "far"}, {folder.at("real/x.xml"), "x"}});
}

TEST_CASE("inputs: a pipe in a folder is passed over, a named one is read") {
    const TestFolder folder;
    REQUIRE(::mkfifo(folder.at("pipe.xml").c_str(), 0600) == 0);
    CHECK(read_paths({folder.path()}).empty());
    std::thread writer([&] { std::ofstream(folder.at("pipe.xml")) << "through the pipe"; });
    CHECK(read_paths({folder.at("pipe.xml")}) == Entries{{folder.at("pipe.xml"), "through the pipe"}});
    writer.join();
}

TEST_CASE("inputs: what is not wanted is passed over unread, in folders and archives") {
    const TestFolder folder;
    folder.write("a.xml", "<a/>");
    folder.write("b.xml", "<b/>");
    folder.write("c.zip", make_zip({{"x.xml", "<x/>"}, {"y.csv", "y"}, {"z.xml", "<z/>"}}));
    InputOptions options{{folder.at("")}, "-", {}, {".csv"}};
    options.wanted = [](const std::string& name) { return name.ends_with("b.xml") || name.ends_with("y.csv") || name.ends_with("z.xml"); };
    Inputs inputs(options);
    Entries found;
    std::vector<std::string> files;
    while (const auto input = inputs.next()) {
        found.emplace_back(input->name(), result_of(*input));
        files.push_back(inputs.path());
    }
    CHECK(found == Entries{{folder.at("b.xml"), "<b/>"}, {folder.at("c.zip/y.csv"), "y"}, {folder.at("c.zip/z.xml"), "<z/>"}});
    CHECK(files == std::vector<std::string>{folder.at("b.xml"), folder.at("c.zip"), folder.at("c.zip")});
    CHECK(inputs.skipped() == 2);
}

TEST_CASE("inputs: a file is read in whatever pieces are asked for, and again") {
    const TestFolder folder;
    std::string text;
    for (int i = 0; i < 5000; ++i) text += std::to_string(i) + '\n';
    Inputs inputs({.paths = {folder.write("x.xml", text)}, .stdin_name = "-", .limits = {}});
    const auto input = inputs.next();
    CHECK(input->size() == text.size());
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{4096}, text.size(), text.size() + 1})
        CHECK(read_all(*input->open(), piece) == text);
}

TEST_CASE("inputs: a file that shrinks or grows while it is read") {
    const TestFolder folder;
    const std::string path = folder.write("x.xml", std::string(10'000, 'x'));
    Inputs inputs({.paths = {path}, .stdin_name = "-", .limits = {}});
    const auto input = inputs.next();
    std::vector<char> buffer(4000);
    const auto shrinking = input->open();
    CHECK(shrinking->read(buffer) == 4000);
    fs::resize_file(path, 5000);
    CHECK(shrinking->read(buffer) == 1000);
    CHECK(shrinking->read(buffer) == 0);
    const auto growing = input->open();
    CHECK(growing->read(buffer) == 4000);
    std::ofstream(path, std::ios::app) << std::string(3000, 'y');
    CHECK(growing->read(buffer) == 4000);
    CHECK(growing->read(buffer) == 0);
}

TEST_CASE("inputs: standard input, plain and packed, under the name it is given") {
    std::string text;
    for (int i = 0; i < 30'000; ++i) text += std::to_string(i) + '\n';
    const InputOptions options{.paths = {"-"}, .stdin_name = "return.xml", .limits = {}};
    CHECK(read_piped(text, options) == Entries{{"return.xml", text}});
    CHECK(read_piped("<", options) == Entries{{"return.xml", "<"}});
    CHECK(read_piped("", options) == Entries{{"return.xml", ""}});
    CHECK(read_piped(make_gzip(text), options) == Entries{{"return.xml", text}});
    CHECK(read_piped(make_zstd(text), options) == Entries{{"return.xml", text}});
    CHECK(read_piped(make_zip({{"a.xml", "a"}, {"b.xml", text}}), options) == Entries{{"return.xml/a.xml", "a"}, {"return.xml/b.xml", text}});
}

TEST_CASE("inputs: standard input can be read once") {
    const InputOptions options{.paths = {"-", "-"}, .stdin_name = "-", .limits = {}};
    CHECK(read_piped("text", options) == Entries{{"-", "text"}, {"-", "error: -: standard input can be read once only"}});

    const TestFolder folder;
    const std::string path = folder.write("x", "0123456789");
    const int file = ::open(path.c_str(), O_RDONLY);
    ::lseek(file, 4, SEEK_SET);
    const StandardInput redirected(file);
    Inputs inputs({.paths = {"-"}, .stdin_name = "-", .limits = {}});
    const auto input = inputs.next();
    CHECK(input->size() == 6);
    CHECK(result_of(*input) == "456789");
    CHECK(result_of(*input) == "error: -: can be read once only");
}

}  // namespace cbds::io_inputs_test
