// Completion scripts for bash and zsh.

#include <fmt/core.h>

#include "engine/error.hpp"
#include "scenarios/cli/program_table.hpp"

namespace yuce::cli {
namespace {

std::string joined(const std::vector<std::string>& words, const char* between = " ") {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

// In single quotes, for either shell.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::vector<std::string> names_of(const std::vector<OptionEntry>& options) {
    std::vector<std::string> names;
    for (const OptionEntry& option : options) names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

// What bash offers for the value of an option or argument.
std::string bash_values(const OptionEntry& option) {
    if (!option.choices.empty()) return fmt::format("_yuce_words {}", quoted(joined(option.choices)));
    return option.takes_file ? "_yuce_files " + quoted(option.extension) : ":";
}

std::string bash_verb(const VerbEntry& verb) {
    std::string text = fmt::format("    {})\n        case $before in\n", verb.name);
    for (const OptionEntry& option : verb.options) {
        if (option.takes_value)
            text += fmt::format("        {}) {}; return ;;\n", joined(option.names, "|"), bash_values(option));
    }
    text += "        esac\n";
    text +=
        fmt::format("        if [[ $word == -* ]]; then _yuce_words {}; return; fi\n", quoted(joined(names_of(verb.options))));
    text += verb.arguments.empty() ? "        ;;\n" : fmt::format("        {} ;;\n", bash_values(verb.arguments.front()));
    return text;
}

std::string bash(const ProgramTable& program) {
    std::vector<std::string> first;
    for (const VerbEntry& verb : program.verbs) first.push_back(verb.name);
    for (const std::string& name : names_of(program.options)) first.push_back(name);
    std::string text = R"(# bash completion for yuce; made by `yuce completion bash`
_yuce_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
}
_yuce_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -X "!*${1:+.$1}" -- "$word"; [ -z "$1" ] || compgen -d -- "$word")
    [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
}
_yuce() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    COMPREPLY=()
    if [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi  # --lang=en is three words to bash
    if [[ $word == = ]]; then word=; fi
)";
    text += fmt::format("    if [ \"$COMP_CWORD\" -eq 1 ]; then _yuce_words {}; return; fi\n    case ${{COMP_WORDS[1]}} in\n",
                        quoted(joined(first)));
    for (const VerbEntry& verb : program.verbs) text += bash_verb(verb);
    return text + "    esac\n}\ncomplete -F _yuce yuce\n";
}

// A description inside a specification of _arguments: brackets and colons mean something there.
std::string zsh_text(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_action(const OptionEntry& option) {
    if (!option.choices.empty()) return "(" + joined(option.choices) + ")";
    if (!option.takes_file) return " ";
    return option.extension.empty() ? "_files" : "_files -g \"*." + option.extension + "(-.)\"";
}

std::string zsh_option(const OptionEntry& option) {
    std::string text;
    for (const std::string& name : option.names) {
        const bool is_long = name.rfind("--", 0) == 0;
        std::string spec = option.repeatable ? "*" : option.names.size() > 1 ? "(" + joined(option.names) + ")" : "";
        spec += name + (option.takes_value ? (is_long ? "=" : "+") : "") + "[" + zsh_text(option.help) + "]";
        if (option.takes_value) spec += ":value:" + zsh_action(option);
        text += (text.empty() ? "" : " ") + quoted(spec);
    }
    return text;
}

std::string zsh_verb(const VerbEntry& verb) {
    std::string text = fmt::format("    {}) _arguments", verb.name);
    for (const OptionEntry& option : verb.options) text += " \\\n        " + zsh_option(option);
    for (std::size_t k = 0; k < verb.arguments.size(); ++k) {
        const OptionEntry& argument = verb.arguments[k];
        const std::string place = argument.repeatable ? "*" : std::to_string(k + 1);
        text += " \\\n        " + quoted(place + ":" + zsh_text(argument.names.front()) + ":" + zsh_action(argument));
    }
    return text + " ;;\n";
}

std::string zsh(const ProgramTable& program) {
    std::string text =
        "#compdef yuce\n# zsh completion for yuce; made by `yuce completion zsh`\n_yuce() {\n"
        "    local curcontext=\"$curcontext\" state line\n    local -a verbs\n    verbs=(\n";
    for (const VerbEntry& verb : program.verbs) text += "        " + quoted(verb.name + ":" + zsh_text(verb.help)) + "\n";
    text += "    )\n    _arguments -C";
    for (const OptionEntry& option : program.options) text += " " + zsh_option(option);
    text +=
        " '1:verb:->verb' '*::argument:->argument'\n    case $state in\n    verb) _describe -t verbs verb verbs; return ;;\n"
        "    argument) ;;\n    *) return ;;\n    esac\n    case $line[1] in\n";
    for (const VerbEntry& verb : program.verbs) text += zsh_verb(verb);
    return text + "    esac\n}\nif [ \"$funcstack[1]\" = _yuce ]; then _yuce \"$@\"; else compdef _yuce yuce; fi\n";
}

}  // namespace

const std::vector<std::string>& completion_shells() {
    static const std::vector<std::string> shells = {"bash", "zsh"};
    return shells;
}

std::string completion(const ProgramTable& program, const std::string& shell) {
    if (shell == "bash") return bash(program);
    if (shell == "zsh") return zsh(program);
    throw Error(ErrorKind::input,
                fmt::format("there is no completion for '{}'; there is for {}", shell, joined(completion_shells(), ", ")));
}

}  // namespace yuce::cli
