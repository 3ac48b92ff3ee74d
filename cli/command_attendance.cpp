#include "command_attendance.hpp"

#include <array>
#include <string>
#include <vector>

namespace cbds::cli {
namespace {

/// The commands of `cbds attendance`, in the order in which help shows them.
constexpr std::array kAttendance{
    CommandEntry{"pupils", "Figures of each pupil: sessions, rates, thresholds, spells, alerts", make_attendance_pupils},
    CommandEntry{"census", "Write the attendance of a census return from marks, or compare it", make_attendance_census},
    CommandEntry{"ctf", "Write the attendance of a transfer file from marks", make_attendance_ctf},
    CommandEntry{"update", "Keep a store current from daily extracts", make_attendance_update},
};

class CommandAttendance final : public Command {
public:
    void add_options(CLI::App& app) override {
        app.require_subcommand(1);
        for (const CommandEntry& entry : kAttendance) {
            Part& part = parts_.emplace_back(Part{app.add_subcommand(std::string(entry.name), std::string(entry.help)), entry.make()});
            part.command->add_options(*part.app);
        }
    }
    void configure(const Configuration& configuration) override { called().configure(configuration); }
    void check_options() override { called().check_options(); }
    ExitCode run(Context& context) override { return called().run(context); }

private:
    struct Part {
        CLI::App* app;
        std::unique_ptr<Command> command;
    };

    [[nodiscard]] Command& called() {
        for (Part& part : parts_)
            if (part.app->parsed()) return *part.command;
        return *parts_.front().command;  // the parser has asked for one already
    }

    std::vector<Part> parts_;
};

}  // namespace

std::unique_ptr<Command> make_command_attendance() { return std::make_unique<CommandAttendance>(); }

}  // namespace cbds::cli
