#include "report/figures_columns.hpp"
#include "report/figures_sample.hpp"
#include "report/figures_words.hpp"
#include "report/figures_writers.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <map>

namespace cbds::report_figures_tables_test {

using namespace cbds;
using namespace cbds::report;

namespace {

using CsvRow = std::map<std::string, std::string>;

/// Cells by the name of their column; none of them has a comma.
std::vector<CsvRow> csv_rows(const std::string& text) {
    std::vector<CsvRow> rows;
    std::vector<std::string> heading;
    std::istringstream lines(text.substr(3));
    for (std::string line; std::getline(lines, line);) {
        REQUIRE(line.back() == '\r');
        line.pop_back();
        std::vector<std::string> cells(1);
        for (const char c : line) {
            if (c == ',') cells.emplace_back();
            else cells.back() += c;
        }
        if (heading.empty()) heading = cells;
        else {
            REQUIRE(cells.size() == heading.size());
            CsvRow& row = rows.emplace_back();
            for (std::size_t i = 0; i < cells.size(); ++i) row[heading[i]] = cells[i];
        }
    }
    return rows;
}

std::vector<std::string> upns(const FiguresReportOptions& options) {
    std::vector<std::string> list;
    for (const CsvRow& row : csv_rows(figures_text(FiguresFormat::csv, options))) list.push_back(row.at("upn"));
    return list;
}

/// One pupil of a school without a URN, absent, and another one of a second such school who left after the first day.
registers::Register register_without_urns() {
    registers::RegisterBuilder builder;
    record_marks(builder, builder.enrolment(builder.school_at("2013933"), "77", "A201390721000"), "IIII");
    const auto left = builder.enrolment(builder.school_at("2013934"), "78", "");
    record_marks(builder, left, "//I/");
    builder.enrolment_at(left).leaving = kMonday;
    return builder.finish();
}

std::string text_of(const registers::Register& registers, FiguresFormat format, const FiguresReportOptions& options = {}) {
    std::ostringstream out;
    write_figures(attendance::count(registers, counting_by_pupil(options.by_pupil)), registers, format, options, out);
    return out.str();
}

}  // namespace

TEST_CASE("figures as csv: a row an enrolment, in the order of the registers") {
    const auto rows = csv_rows(figures_text(FiguresFormat::csv));
    REQUIRE(rows.size() == 5);
    const CsvRow& severe = rows[0];
    const CsvRow expected{{"record", "1"},
                          {"urn", "136000"},
                          {"upn", "A201390721000"},
                          {"pupil_id", "7"},
                          {"surname", "***"},
                          {"forename", "***"},
                          {"year_group", "9"},
                          {"possible", "20"},
                          {"attended", "10"},
                          {"authorised", "0"},
                          {"unauthorised", "10"},
                          {"late", "0"},
                          {"absence_rate", "50.00"},
                          {"persistent", "true"},
                          {"severe", "true"},
                          {"severe_since", "2026-09-18"},
                          {"spells", "1"},
                          {"open_spell_start", "2026-09-14"},
                          {"open_spell_sessions", "10"},
                          {"open_spell_codes", "O 10"},
                          {"first_day", "2026-09-07"},
                          {"last_day", "2026-09-18"},
                          {"absent_mon", "2"},
                          {"possible_mon", "4"},
                          {"code_O", "10"},
                          {"code_I", "0"},
                          {"code_/", "5"}};
    for (const auto& each : expected) CHECK_MESSAGE(severe.at(each.first) == each.second, each.first);
    CHECK(rows[1].at("persistent") == "true");
    CHECK(rows[1].at("severe") == "false");
    CHECK(rows[1].at("late") == "1");
    CHECK(rows[1].at("open_spell_start").empty());
    CHECK(rows[1].at("longest_spell_sessions") == "2");
    CHECK(rows[2].at("to_persistent") == "3");
    CHECK(rows[4].at("code_V") == "1");
    CHECK_FALSE(severe.contains("code_G"));
}

TEST_CASE("figures as csv: several threads write the same") {
    registers::RegisterBuilder builder;
    const auto school = builder.school("136000");
    for (int i = 0; i < 7000; ++i) record_marks(builder, builder.enrolment(school, std::to_string(i), ""), i % 3 == 0 ? "//II" : "////");
    const registers::Register registers = builder.finish();
    const attendance::Figures figures = attendance::count(registers, {});
    const auto written = [&](unsigned jobs) {
        std::ostringstream out;
        write_figures(figures, registers, FiguresFormat::csv, {.jobs = jobs}, out);
        return out.str();
    };
    const std::string alone = written(1);
    CHECK(std::count(alone.begin(), alone.end(), '\n') == 7001);
    CHECK(written(2) == alone);
    CHECK(written(5) == alone);
}

TEST_CASE("figures as csv: nothing in a cell is a formula") {
    const auto rows = csv_rows(figures_text(FiguresFormat::csv));
    CHECK(rows[3].at("upn").empty());
    CHECK(rows[3].at("pupil_id") == "'=cmd|'x'");
}

TEST_CASE("figures: names are shown only where nothing is masked, pupils' numbers only where not all is") {
    const auto open = csv_rows(figures_text(FiguresFormat::csv, {.redact = Redact::none}));
    CHECK(open[0].at("surname") == "Ogden");
    for (const FiguresFormat format :
         {FiguresFormat::text, FiguresFormat::csv, FiguresFormat::json, FiguresFormat::ndjson, FiguresFormat::html}) {
        const std::string direct = figures_text(format);
        CHECK(direct.find("Ogden") == std::string::npos);
        CHECK(direct.find("A201390721000") != std::string::npos);
        const std::string all = figures_text(format, {.redact = Redact::all});
        CHECK(all.find("Ogden") == std::string::npos);
        CHECK(all.find("A2013907") == std::string::npos);
        CHECK(all.find("cmd|") == std::string::npos);
    }
    const auto masked = csv_rows(figures_text(FiguresFormat::csv, {.redact = Redact::all}));
    CHECK(masked[0].at("year_group").empty());
    CHECK(masked[0].at("record") == "1");
}

TEST_CASE("figures: lists and orders") {
    CHECK(upns({.only = {PupilList::severe}}) == std::vector<std::string>{"A201390721000"});
    CHECK(upns({.only = {PupilList::open_spell, PupilList::persistent}}) ==
          std::vector<std::string>{"A201390721000", "P201390721001", "R201390721012"});
    CHECK(upns({.order = PupilOrder::upn}).front().empty());
    CHECK(upns({.order = PupilOrder::year_group}) ==
          std::vector<std::string>{"P201390721001", "A201390721000", "D201390721002", "", "R201390721012"});
    CHECK(upns({.order = PupilOrder::threshold}) ==
          std::vector<std::string>{"", "R201390721012", "D201390721002", "A201390721000", "P201390721001"});
    CHECK(upns({.order = PupilOrder::unauthorised}).front() == "A201390721000");
    CHECK(upns({.order = PupilOrder::absence}) ==
          std::vector<std::string>{"A201390721000", "P201390721001", "", "R201390721012", "D201390721002"});
}

TEST_CASE("figures as json: totals, days, pupils with spells and alerts") {
    const auto json = nlohmann::json::parse(figures_text(FiguresFormat::json));
    CHECK(json["schema"] == "cbds.attendance/1");
    CHECK(json["meta"]["period"] == nlohmann::json{{"from", "2026-09-07"}, {"until", "2026-09-18"}});
    CHECK(json["meta"]["since"].is_null());
    CHECK(json["totals"]["possible"] == 100);
    CHECK(json["totals"]["absence_rate"] == 14.0);
    CHECK(json["totals"]["codes"]["O"] == 10);
    CHECK(json["totals"]["persistent"] == 2);
    REQUIRE(json["pupils"].size() == 5);
    const auto& severe = json["pupils"][0];
    CHECK(severe["persistent"] == true);
    CHECK(severe["absence_rate"] == 50.0);
    CHECK(severe["persistent_since"] == "2026-09-14");
    CHECK(severe["codes"] == nlohmann::json{{"/", 5}, {"\\", 5}, {"O", 10}});
    CHECK(severe["spells"] ==
          nlohmann::json::array(
              {{{"first", "2026-09-14 AM"}, {"last", "2026-09-18 PM"}, {"sessions", 10}, {"codes", {{"O", 10}}}, {"open", true}}}));
    REQUIRE(severe["alerts"].size() == 1);
    CHECK(severe["alerts"][0]["alert"] == "unauthorised-10-in-10-weeks");
    CHECK(severe["alerts"][0]["since"] == "2026-09-18");
    CHECK(json["pupils"][1]["open_spell_start"].is_null());
    CHECK(json["days"].size() == 10);
    CHECK(json["days"][9]["absent"] == 3);
}

TEST_CASE("figures as ndjson: the same pupils, a line each, and the totals last") {
    std::istringstream lines(figures_text(FiguresFormat::ndjson));
    const auto json = nlohmann::json::parse(figures_text(FiguresFormat::json));
    std::vector<nlohmann::json> read;
    for (std::string line; std::getline(lines, line);) read.push_back(nlohmann::json::parse(line));
    REQUIRE(read.size() == 10 + 5 + 1);
    CHECK(read[10]["type"] == "pupil");
    read[10].erase("type");
    CHECK(read[10] == json["pupils"][0]);
    CHECK(read.back()["type"] == "totals");
    CHECK(read.back()["schema"] == "cbds.attendance/1");
    CHECK(read.back()["possible"] == 100);
}

TEST_CASE("figures as text: who needs attention comes first") {
    const std::string text = figures_text(FiguresFormat::text);
    const auto at = [&](std::string_view words) { return text.find(words); };
    CHECK(at("enrolments that need attention: 2") == 0);
    CHECK(at("A201390721000") < at("P201390721001"));
    CHECK(at("P201390721001") < at("other enrolments: 3"));
    CHECK(at("other enrolments: 3") < at("D201390721002"));
    CHECK(text.find("    absent since 2026-09-14 AM: 10 sessions (O 10)\n") != std::string::npos);
    CHECK(text.find("\npersistently absent: 2 (40.00%), severely: 1 (20.00%)\n") != std::string::npos);
    CHECK(text.find("absence: 14.00%\n") != std::string::npos);
    CHECK(text.find("Ashgrove") == std::string::npos);
    const std::string quiet = figures_text(FiguresFormat::text, {.quiet = true});
    CHECK(quiet.find("absence:") == std::string::npos);
    CHECK(figures_text(FiguresFormat::text, {.only = {PupilList::severe}}).find("; 1 listed") != std::string::npos);
}

TEST_CASE("figures: sums only, without schools and pupils") {
    for (const FiguresFormat format :
         {FiguresFormat::text, FiguresFormat::csv, FiguresFormat::json, FiguresFormat::ndjson, FiguresFormat::html}) {
        const std::string text = figures_text(format, {.redact = Redact::none, .sums_only = true});
        CHECK(text.find("Secondary") != std::string::npos);
        for (const std::string_view told : {"2013907", "136000", "136001", "Ashgrove", "Beech", "Ogden", "cmd|"})
            CHECK_MESSAGE(text.find(told) == std::string::npos, told);
    }
    CHECK(figures_text(FiguresFormat::html, {.sums_only = true}).find("This page names no pupil and no school.") != std::string::npos);
    const auto rows = csv_rows(figures_text(FiguresFormat::csv, {.sums_only = true}));
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].at("phase") == "Primary");
    CHECK(rows[1].at("persistent_rate") == "50.00");
    CHECK(rows[2].at("phase") == "all");
    CHECK(rows[2].at("possible") == "100");
}

TEST_CASE("figures: year groups alone, in totals and days too") {
    const registers::Register registers = figures_register();
    const std::vector<std::string> groups{"9"};
    const attendance::FigureOptions options;
    const attendance::Figures figures = only_year_groups(attendance::count(registers, options), registers, options, groups);
    REQUIRE(figures.pupils.size() == 2);
    CHECK(registers.enrolments[figures.pupils[1].enrolment].upn == "D201390721002");
    CHECK(figures.total.possible == 40);
    CHECK(figures.persistent == 1);
    CHECK(figures.with_possible == 2);
    REQUIRE(figures.days.size() == 10);
    CHECK(figures.days[0].pupils == 2);
    CHECK(figures.days[9].absent == 1);
}

TEST_CASE("figures: days of a year group are as if it alone had been read") {
    const registers::Register registers = figures_register();
    const std::vector<std::string> groups{"9", "8"};
    attendance::FigureOptions options = counting_by_pupil();
    options.period = registers::Period{{2026, 9, 9}, {2026, 9, 16}};
    registers::Register kept = registers;
    std::erase_if(kept.enrolments, [](const registers::Enrolment& enrolment) { return enrolment.characteristics.empty(); });
    REQUIRE(kept.enrolments.size() == 3);
    CHECK(only_year_groups(attendance::count(registers, options), registers, options, groups).days == attendance::count(kept, options).days);
    options.days = false;
    CHECK(only_year_groups(attendance::count(registers, options), registers, options, groups).days.empty());
}

TEST_CASE("figures: a school without a URN is called by its other number, in every place") {
    const registers::Register registers = register_without_urns();
    CHECK(csv_rows(text_of(registers, FiguresFormat::csv))[1].at("urn") == "2013934");
    const std::string text = text_of(registers, FiguresFormat::text);
    CHECK(text.find("school   pupil") != std::string::npos);
    CHECK(text.find("2013933  A201390721000") != std::string::npos);
    const attendance::Figures figures = attendance::count(registers, {});
    const FiguresReportOptions options;
    CHECK(spells_table({figures, registers, options}).rows.at(0).at(1) == "2013933");
}

TEST_CASE("figures as sheets: rows of spells and alerts are those of a pupil of the first sheet") {
    registers::Register registers = figures_register();
    registers.enrolments[0].upn.clear();
    const attendance::Figures figures = attendance::count(registers, {});
    const auto identity = [&](const FigureTable& table, std::size_t row) {
        CsvRow cells;
        for (std::size_t i = 0; i < table.headings.size(); ++i) cells[table.headings[i].name] = table.rows.at(row).at(i);
        return std::vector<std::string>{cells.at("record"), cells.at("urn"), cells.at("upn"), cells.at("pupil_id")};
    };
    const FiguresReportOptions direct;
    const FiguresSource source{figures, registers, direct};
    const std::vector<std::string> expected{"1", "136000", "", "7"};
    CHECK(identity(pupil_table(source), 0) == expected);
    CHECK(identity(spells_table(source), 0) == expected);
    CHECK(identity(spells_table(source), 1) == std::vector<std::string>{"2", "136000", "P201390721001", ""});
    registers = figures_register();
    CHECK(identity(alerts_table(source), 0) == std::vector<std::string>{"1", "136000", "A201390721000", "7"});
    const FiguresReportOptions masked{.redact = Redact::all};
    for (const FigureTable& table : {pupil_table({figures, registers, masked}), spells_table({figures, registers, masked})})
        CHECK(identity(table, 0) == std::vector<std::string>{"1", "136000", "", ""});
}

TEST_CASE("figures: marks of days off the roll are told beside those that are missing") {
    const registers::Register registers = register_without_urns();
    CHECK(csv_rows(text_of(registers, FiguresFormat::csv))[1].at("off_roll") == "2");
    const auto json = nlohmann::json::parse(text_of(registers, FiguresFormat::json));
    CHECK(json["totals"]["off_roll"] == 2);
    CHECK(json["pupils"][1]["off_roll"] == 2);
    CHECK(csv_rows(text_of(registers, FiguresFormat::csv, {.sums_only = true})).back().at("off_roll") == "2");
    const std::string words = "2 marks are of days on which their pupils were not on the roll: not counted\n";
    CHECK(text_of(registers, FiguresFormat::text).find(words) != std::string::npos);
    CHECK(text_of(registers, FiguresFormat::text, {.sums_only = true}).find(words) != std::string::npos);
    CHECK(figures_text(FiguresFormat::text).find("not counted") == std::string::npos);
}

TEST_CASE("figures: what is counted is called what it is") {
    const registers::Register registers = figures_register();
    const std::string enrolments = text_of(registers, FiguresFormat::text);
    CHECK(enrolments.find("\n5 enrolments, 5 with a possible session") != std::string::npos);
    for (const bool sums_only : {false, true}) {
        const std::string pupils = text_of(registers, FiguresFormat::text, {.sums_only = sums_only, .by_pupil = true});
        CHECK(pupils.find("pupils") != std::string::npos);
        CHECK(pupils.find("enrolment") == std::string::npos);
    }
    const auto json = nlohmann::json::parse(text_of(registers, FiguresFormat::json, {.by_pupil = true}));
    CHECK(json["meta"]["by"] == "pupil");
    CHECK(json["totals"]["enrolments"] == 5);
    CHECK(nlohmann::json::parse(text_of(registers, FiguresFormat::json))["meta"]["by"] == "enrolment");
}

TEST_CASE("figures: nothing was read") {
    const registers::Register none;
    for (const FiguresFormat format :
         {FiguresFormat::text, FiguresFormat::csv, FiguresFormat::json, FiguresFormat::ndjson, FiguresFormat::html}) {
        std::ostringstream out;
        write_figures(attendance::count(none, {}), none, format, {}, out);
        CHECK_FALSE(out.str().empty());
    }
}

TEST_CASE("figures in words: rates, thresholds, dates") {
    CHECK(rate_text(1, 3) == "33.33");
    CHECK(rate_text(0, 0).empty());
    CHECK(rate_words(0, 0) == "-");
    CHECK(rate_words(19, 190) == "10.00%");
    CHECK(day_words({2026, 9, 7}) == "7 Sep 2026");
    CHECK(session_text(registers::session_number({2026, 9, 7}, registers::Half::pm)) == "2026-09-07 PM");
    attendance::PupilFigures pupil;
    CHECK(threshold_words(pupil).empty());
    pupil.sessions.possible = 100;
    pupil.to_persistent = 12;
    CHECK(threshold_words(pupil) == "12 to 10%");
    pupil.sessions.authorised = 10;
    pupil.to_severe = 80;
    pupil.to_persistent = 1;
    CHECK(threshold_words(pupil) == "80 to 50%, 1 back");
    pupil.sessions.authorised = 50;
    pupil.to_severe = 1;
    CHECK(threshold_words(pupil) == "1 back");
}

}  // namespace cbds::report_figures_tables_test
