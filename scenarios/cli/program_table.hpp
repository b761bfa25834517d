// The verbs and options of the program as plain data, read from the command line parser at run time: completion and the manual
// page are made of this, so that a new verb or option stands in them of itself.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace yuce::cli {

// An option, or an argument without a name.
struct OptionEntry {
    std::vector<std::string> names;  // "-o", "--output"; of an argument its one name, "batch"
    std::string help;
    bool takes_value = false;
    bool required = false;
    bool repeatable = false;
    std::vector<std::string> choices;  // the values it may have; empty: any
    bool takes_file = false;
    std::string extension;  // of that file, without dot: "h5"; empty: any
};
struct VerbEntry {
    std::string name, help, example;
    std::vector<OptionEntry> arguments, options;
};
struct ProgramTable {
    std::string version, date, help;
    std::vector<OptionEntry> options;  // of the program itself
    std::vector<VerbEntry> verbs;
};

// Without what is hidden from the help. An option's choices are those between the braces of its type ("{en,zh}"); whether a
// value is a file is told by its description.
ProgramTable program_table(const CLI::App& app);

// What the shell sources or finds in its completion folder; shell: one of completion_shells().
std::string completion(const ProgramTable& program, const std::string& shell);
const std::vector<std::string>& completion_shells();
// The manual page yuce.1 in the macros of man(7).
std::string manual(const ProgramTable& program);

struct ExitCode {
    int code;
    const char* meaning;
};
const std::vector<ExitCode>& exit_codes();

}  // namespace yuce::cli
