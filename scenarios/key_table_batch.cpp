#include <array>

#include "scenarios/key_table_formats.hpp"

namespace yuce::scenarios {
namespace {

constexpr bool required = true;
constexpr bool optional = false;
constexpr bool with_common = true;
constexpr bool without_common = false;

constexpr std::array scenario_keys{
    KeyEntry{"format", "\"yuce-scenario/1\"", required, "", "says that the file is a scenario"},
    KeyEntry{"id", "id", required, "", "name of the scenario in results and on the command line"},
    KeyEntry{"name", "string or { en, zh }", optional, "the id", "printed name"},
    KeyEntry{"extends", "id or list of ids", optional, "", "scenarios of the batch that are applied before this one, in order"},
    KeyEntry{"story", "string or { en, zh }", optional, "", "what happens, for the reader"},
    KeyEntry{"freeze", "list of names", optional, "[]", "groups, shocks, parameters or events held at their medians"},
    KeyEntry{"source", "string", optional, "", "where the scenario comes from"},
    KeyEntry{"note", "string", optional, "", "remark for the reader"},
};

constexpr KeyEntry shift{"shift", "number or list of numbers", optional, "0",
                         "added to the model's path; a list begins at `from`"};
constexpr KeyEntry scale{"scale", "number or list of numbers", optional, "1",
                         "multiplies the model's path, a shock's distance from its centre"};
constexpr KeyEntry from{"from", "period", optional, "the first", "first period that is changed"};
constexpr KeyEntry to{"to", "period", optional, "the last", "last period that is changed"};

constexpr std::array scenario_exogenous{
    KeyEntry{"value", "number or list of numbers", optional, "the model's path", "new path; the result is value x scale + shift"},
    scale,
    shift,
    from,
    to,
};
constexpr std::array scenario_shocks{shift, scale, from, to};

constexpr std::array batch_keys{
    KeyEntry{"format", "\"yuce-batch/1\"", required, "", "says that the file is a batch"},
    KeyEntry{"id", "id", required, "", "name of the results file"},
    KeyEntry{"name", "string or { en, zh }", optional, "the id", "printed name"},
    KeyEntry{"model", "file name", required, "", "the model"},
    KeyEntry{"baseline", "file name", optional, "", "CSV file with the figures that `base.ID` names"},
    KeyEntry{"targets", "file name", optional, "", "CSV file with the targets"},
    KeyEntry{"history", "file name", optional, "", "CSV file with past values for charts"},
    KeyEntry{"first", "period", required, "", "first period of the horizon"},
    KeyEntry{"last", "period", required, "", "last period of the horizon"},
    KeyEntry{"paths", "whole number", optional, "100000", "simulated futures of each scenario"},
    KeyEntry{"seed", "whole number", optional, "1",
             "beginning of the random numbers, below 2^63 (`--seed`: 2^64); the same seed gives the same results"},
    KeyEntry{"sampling", "\"random\", \"antithetic\", \"latin_hypercube\" or \"sobol\"", optional, "\"random\"",
             "sampling design: independent paths, pairs with opposite numbers, or replicates of 4096 paths spread evenly"},
    KeyEntry{"quantiles", "\"exact\" or \"streaming\"", optional, "\"exact\"",
             "exact: from all values; streaming: from counts, with a stated error and little memory"},
    KeyEntry{"variables", "\"declared\", \"all\", \"none\" or list of names", optional, "\"declared\"",
             "variables to store per period; declared: those with a [variables.X] table"},
    KeyEntry{"scenarios", "list of file names, or a pattern", optional, "one, `baseline`: the model's own assumptions",
             "the scenarios; files of a pattern in byte order of their names"},
    KeyEntry{"reference", "scenario id", optional, "`baseline` if there is one, else the first",
             "scenario that differences are to"},
    KeyEntry{"approx_tolerance", "number", optional, "0.3",
             "half width for percent targets with comparator approx that give none"},
    KeyEntry{"max_failed", "number from 0 to 1", optional, "0.001",
             "share of failed paths of a scenario above which a run counts as failed"},
    KeyEntry{"source", "string", optional, "", "where the batch comes from"},
    KeyEntry{"note", "string", optional, "", "remark for the reader"},
};

constexpr std::array sweep_keys{
    KeyEntry{
        "of", "string", required, "",
        "what is varied: exogenous.X, parameters.X, shocks.X.shift, shocks.X.scale, events.X.probability or events.X.severity"},
    KeyEntry{"values", "list of numbers", required, "", "its values; every combination of sweeps is a scenario"},
    KeyEntry{"on", "list of scenario ids", optional, "every scenario", "scenarios that are varied"},
};

constexpr std::array goal_keys{
    KeyEntry{"id", "id", required, "", "name of the goal in results"},
    KeyEntry{"targets", "list of target ids, \"*\" or condition", required, "",
             "its targets; a condition is COLUMN == TEXT or COLUMN != TEXT, joined by and"},
};

constexpr std::array batch_tables{
    TableEntry{"", batch_keys, "Above the first [table].", without_common},
    TableEntry{"[[sweep]]", sweep_keys, "Values of one assumption, each a scenario named like baseline+tariff=20.", with_common},
    TableEntry{"[[goals]]", goal_keys, "Groups of targets for joint probabilities.", with_common},
};

}  // namespace

FormatEntry scenario_format() {
    static const std::array tables{
        TableEntry{"", scenario_keys, "Above the first [table].", without_common},
        TableEntry{"exogenous.*", scenario_exogenous,
                   "A number, a list, or a table with these keys; \"*\" stands for all. Replaces an inherited entry.",
                   with_common},
        TableEntry{"shocks.*", scenario_shocks, "A table with these keys; \"*\" stands for all. Replaces an inherited entry.",
                   with_common},
        TableEntry{"events.*", event_keys_of_scenarios(),
                   "Keys left out keep the model's; \"*\" stands for all. `periods` and `timing` replace each other.",
                   with_common},
        TableEntry{"parameters.*", parameter_keys(), "As in a model; \"*\" stands for all. Replaces an inherited entry.",
                   with_common},
    };
    return {"scenario", "yuce-scenario/1", tables, "Named differences from the model's assumptions."};
}

FormatEntry batch_format() { return {"batch", "yuce-batch/1", batch_tables, "Scenarios run together: the file that is run."}; }

}  // namespace yuce::scenarios
