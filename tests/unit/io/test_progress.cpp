#include "cbds/io/progress.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

namespace cbds::io_progress_test {

using cbds::io::Progress;

namespace {

Progress::Clock::time_point time_now{};  // NOLINT: the clock of these tests

Progress::Clock::time_point test_clock() { return time_now; }

void wait(int milliseconds) { time_now += std::chrono::milliseconds(milliseconds); }

/// What is on the terminal's line at the end.
std::string screen(const std::string& written) {
    std::string line;
    std::size_t column = 0;
    for (const char c : written) {
        if (c == '\r') {
            column = 0;
            continue;
        }
        if (column == line.size()) line += ' ';
        line[column++] = c;
    }
    const std::size_t end = line.find_last_not_of(' ');
    return line.substr(0, end == std::string::npos ? 0 : end + 1);
}

}  // namespace

TEST_CASE("progress: where it is not enabled nothing is written") {
    std::ostringstream out;
    {
        Progress progress(out, false, 1000, test_clock);
        progress.file("x.xml", 1, 1);
        progress.advance(1000);
    }
    CHECK(out.str().empty());
}

TEST_CASE("progress: the line shows the file and the share, and is gone at the end") {
    std::ostringstream out;
    {
        Progress progress(out, true, 2000, test_clock);
        progress.file("a-longer-name.xml", 1, 2);
        CHECK(screen(out.str()) == "[1/2] a-longer-name.xml 0 %");
        progress.advance(500);
        wait(100);
        progress.file("b.xml", 2, 2);
        CHECK(screen(out.str()) == "[2/2] b.xml 25 %");
        wait(100);
        progress.advance(99'999);
        CHECK(screen(out.str()) == "[2/2] b.xml 100 %");
        progress.clear();
        CHECK(screen(out.str()).empty());
        wait(100);
        progress.advance(0);
        CHECK(screen(out.str()) == "[2/2] b.xml 100 %");
    }
    CHECK(screen(out.str()).empty());
    CHECK(out.str().find('\n') == std::string::npos);
}

TEST_CASE("progress: at most ten lines a second") {
    std::ostringstream out;
    Progress progress(out, true, 0, test_clock);
    progress.file("x.xml", 1, 1);
    const auto written = [&] { const std::string text = out.str(); return std::count(text.begin(), text.end(), '\r'); };
    for (int i = 0; i < 99; ++i) {
        wait(1);
        progress.advance(100'000);
    }
    CHECK(written() == 1);
    wait(1);
    progress.advance(100'000);
    CHECK(written() == 2);
    CHECK(screen(out.str()) == "[1/1] x.xml 10 MB");
}

TEST_CASE("progress: a long or hostile name fits the line and commands no terminal") {
    std::ostringstream out;
    Progress progress(out, true, 100, test_clock);
    std::string name;
    for (int i = 0; i < 300; ++i) name += "\u00E9";
    progress.file(name + "/end.xml", 1, 1);
    CHECK(screen(out.str()).starts_with("[1/1] ...\u00E9"));
    CHECK(screen(out.str()).ends_with("\u00E9/end.xml 0 %"));
    CHECK(screen(out.str()).size() < 160);
    wait(100);
    progress.file("\x1B[2Jx\n\x9B.xml", 1, 1);
    CHECK(screen(out.str()).starts_with("[1/1] ?[2Jx??.xml 0 %"));
}

}  // namespace cbds::io_progress_test
