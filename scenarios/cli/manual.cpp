// The manual page: the table of verbs and options, and what it cannot say.

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "results/text_layout.hpp"
#include "scenarios/cli/program_table.hpp"

namespace yuce::cli {
namespace {

// Text as roff shows it: a hyphen that may be typed, no line that begins with a request.
std::string shown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if (c == '"') {
            out += "\\(dq";
        } else {
            out += c;
        }
    }
    return !out.empty() && (out[0] == '.' || out[0] == '\'') ? "\\&" + out : out;
}

// Text that is filled, in lines of a length that style checkers accept.
std::string filled(const std::string& text) {
    std::string out;
    for (const std::string& line : results::wrap(text, 68)) out += shown(line) + "\n";
    return out;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

std::string value_of(const OptionEntry& option) {
    std::string text;
    for (const std::string& choice : option.choices) text += (text.empty() ? "" : "|") + choice;
    if (text.empty()) return option.takes_file ? "FILE" : "VALUE";
    return text;
}

// Choices that a line has no room for stand after the help.
std::string option_text(OptionEntry option) {
    constexpr std::size_t room = 50;
    if (value_of(option).size() > room) {
        for (std::size_t k = 0; k < option.choices.size(); ++k) option.help += (k == 0 ? ": " : ", ") + option.choices[k];
        option.choices.clear();
    }
    std::string names;
    for (const std::string& name : option.names) names += (names.empty() ? "\\fB" : ", \\fB") + shown(name) + "\\fR";
    if (option.takes_value) names += " \\fI" + shown(value_of(option)) + "\\fR";
    return ".TP\n" + names + "\n" + filled(option.help);
}

std::string verb_text(const VerbEntry& verb) {
    std::string synopsis = "\\fByuce " + shown(verb.name) + "\\fR";
    if (!verb.options.empty()) synopsis += " [\\fIoptions\\fR]";
    for (const OptionEntry& argument : verb.arguments) {
        const std::string name = "\\fI" + shown(upper(argument.names.front())) + "\\fR" + (argument.repeatable ? " ..." : "");
        synopsis += argument.required ? " " + name : " [" + name + "]";
    }
    std::string text = ".SS yuce " + shown(verb.name) + "\n" + synopsis + "\n.PP\n" + filled(verb.help);
    for (const OptionEntry& argument : verb.arguments) {
        text += ".TP\n\\fI" + shown(upper(argument.names.front())) + "\\fR\n" + filled(argument.help);
        if (!argument.choices.empty()) text += "\\fI" + shown(value_of(argument)) + "\\fR\n";
    }
    for (const OptionEntry& option : verb.options) text += option_text(option);
    if (!verb.example.empty()) text += ".PP\nExample:\n.PP\n.RS 4\n.nf\n" + shown(verb.example) + "\n.fi\n.RE\n";
    return text;
}

constexpr const char* description = R"(.SH DESCRIPTION
.B yuce
reads a plan, a model written as equations, and scenarios of shocks; simulates
correlated futures on all cores; and answers with probabilities that carry
their 95 % interval: how likely is each target in each scenario, alone and
together.
Models, scenarios and batches are TOML files, plans CSV files, results HDF5
files that open as netCDF-4.
.PP
The same inputs and seed give the same results whatever the number of threads.
A mistake in the input is refused before any path runs, every mistake at once.
Answers go to standard output, messages to standard error.
The last line of a run's messages repeats the run exactly.
)";

constexpr const char* surroundings = R"(.SH ENVIRONMENT
.TP
.B NO_COLOR
When set and not empty, nothing is coloured.
Colour and the progress line appear on a terminal only.
.TP
.B COLUMNS
Columns of the tables where standard output is no terminal; 80 when not set.
.SH FILES
.TP
.I ID.h5
Results of the batch
.IR ID ,
written under this name only when complete.
.TP
.I ID.html
The report of the batch.
.SH EXAMPLES
Run a batch, show one target in all scenarios, make the report:
.PP
.RS 4
.nf
yuce run batch.toml \-\-paths 1e6 \-o plan.h5
yuce show plan.h5 \-\-target gdp_growth
yuce report plan.h5 \-o plan.html
.fi
.RE
.PP
Read the same probabilities elsewhere:
.PP
.RS 4
.nf
ncdump \-v probability plan.h5
.fi
.RE
.SH SEE ALSO
.BR ncdump (1),
.BR h5dump (1)
.PP
The keys of every file format are printed by
.BR "yuce describe" .
)";

}  // namespace

std::string manual(const ProgramTable& program) {
    std::string text = fmt::format(".TH YUCE 1 \"{}\" \"yuce {}\" \"User Commands\"\n", program.date, program.version);
    text +=
        ".SH NAME\nyuce \\- simulate economic scenarios\n.SH SYNOPSIS\n.B yuce\n.I verb\n[\\fIoptions\\fR]\n"
        "[\\fIarguments\\fR]\n";
    text += description;
    text += ".SH OPTIONS\n";
    for (const OptionEntry& option : program.options) text += option_text(option);
    text += ".SH VERBS\n";
    for (const VerbEntry& verb : program.verbs) text += verb_text(verb);
    text += ".SH EXIT STATUS\n";
    for (const ExitCode& exit : exit_codes()) text += fmt::format(".TP\n.B {}\n{}\n", exit.code, exit.meaning);
    return text + surroundings;
}

}  // namespace yuce::cli
