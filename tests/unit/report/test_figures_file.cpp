#include "cbds/error.hpp"
#include "io/test_files.hpp"
#include "report/figures_sample.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace cbds::report_figures_file_test {

using namespace cbds;
using namespace cbds::report;
using io::test::TestFolder;

TEST_CASE("figures as files: all are there when they are committed, and none before") {
    const TestFolder folder;
    const registers::Register registers = figures_register();
    const attendance::Figures figures = attendance::count(registers, {});
    std::vector<FiguresFile> files;
    files.emplace_back(FiguresFormat::csv, folder.at("a.csv"), io::OutputOptions{}, nullptr);
    files.emplace_back(FiguresFormat::xlsx, folder.at("a.xlsx"), io::OutputOptions{}, nullptr);
    for (FiguresFile& file : files) file.write(figures, registers, {});
    for (const char* name : {"a.csv", "a.xlsx"}) CHECK_FALSE(io::test::fs::exists(folder.at(name)));
    FiguresFile::commit(files);
    CHECK(io::test::content(folder.at("a.csv")) == figures_text(FiguresFormat::csv));
    CHECK(io::test::content(folder.at("a.xlsx")).starts_with("PK"));
    CHECK(folder.names().size() == 2);
}

TEST_CASE("figures as files: where one cannot be made, none is") {
    const TestFolder folder;
    const std::string there = folder.write("b.json", "old");
    for (const FiguresFormat format : {FiguresFormat::json, FiguresFormat::xlsx}) {
        const auto open = [&](const std::string& second) {
            std::vector<FiguresFile> files;
            files.emplace_back(FiguresFormat::csv, folder.at("a.csv"), io::OutputOptions{}, nullptr);
            files.emplace_back(format, second, io::OutputOptions{}, nullptr);
        };
        CHECK_THROWS_AS(open(there), OutputError);
        CHECK_THROWS_AS(open(folder.at("none/b.json")), OutputError);
        CHECK(folder.names().size() == 1);
    }
    CHECK(io::test::content(there) == "old");
}

TEST_CASE("figures as files: one that came meanwhile stays") {
    const TestFolder folder;
    std::vector<FiguresFile> files;
    files.emplace_back(FiguresFormat::text, folder.at("a.txt"), io::OutputOptions{}, nullptr);
    files.front().write(attendance::count({}, {}), {}, {});
    folder.write("a.txt", "other");
    CHECK_THROWS_AS(FiguresFile::commit(files), OutputError);
    CHECK(io::test::content(folder.at("a.txt")) == "other");
}

}  // namespace cbds::report_figures_file_test
