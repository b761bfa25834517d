#include <array>

#include "scenarios/key_table_formats.hpp"

namespace yuce::scenarios {
namespace {

constexpr bool required = true;
constexpr bool optional = false;
constexpr bool with_common = true;
constexpr bool without_common = false;

constexpr std::array file_keys{
    KeyEntry{"format", "\"yuce-model/1\"", required, "", "says that the file is a model"},
    KeyEntry{"id", "id", required, "", "short name of the model"},
    KeyEntry{"name", "string or { en, zh }", optional, "the id", "printed name"},
    KeyEntry{"frequency", "\"annual\", \"quarterly\" or \"monthly\"", required, "", "length of a period"},
    KeyEntry{"equations", "equations", required, "", "one equation a variable, `name = expression`"},
    KeyEntry{"annual", "equations", optional, "each variable's mean over the year",
             "one equation an indicator, evaluated for every whole year"},
    KeyEntry{"source", "string", optional, "", "where the model comes from"},
    KeyEntry{"note", "string", optional, "", "remark for the reader"},
};

constexpr std::array parameter_keys_array{
    KeyEntry{"value", "number or expression", optional, "", "fixed value, or an expression of other parameters"},
    KeyEntry{"distribution", "string", optional, "", "draws the value once a path; with the keys of the distribution"},
    KeyEntry{"group", "string", optional, "", "layer of uncertainty that is frozen or decomposed as a whole"},
};

constexpr std::array exogenous_keys{
    KeyEntry{"value", "number or list of numbers", optional, "", "one value for every period, or the values from `from` on"},
    KeyEntry{"file", "file name", optional, "", "CSV file with a column `period` or `year`; instead of `value`"},
    KeyEntry{"column", "string", optional, "", "the column of `file`; an empty cell is an error only where it is used"},
    KeyEntry{"from", "period", optional, "the batch's first period", "period of the first number of a list"},
    KeyEntry{"after", "\"hold\", \"repeat\" or \"refuse\"", optional, "\"hold\"",
             "after the last number: hold it, repeat the last year, or refuse such a batch"},
    KeyEntry{"min", "number", optional, "", "smallest value a goal seek may try"},
    KeyEntry{"max", "number", optional, "", "largest value a goal seek may try"},
    KeyEntry{"cost", "number", optional, "", "cost of one unit, for goal seeking"},
};

constexpr std::array shock_keys{
    KeyEntry{"distribution", "string", required, "", "the law; with its own keys"},
    KeyEntry{"per", "\"period\", \"year\" or \"path\"", optional, "\"period\"",
             "how often it is drawn; one value stands in all its periods"},
    KeyEntry{"group", "string", optional, "", "layer of uncertainty that is frozen or decomposed as a whole"},
};

constexpr std::array correlations_keys{
    KeyEntry{"between", "list of two names", required, "", "two shocks, or two parameters, drawn equally often"},
    KeyEntry{"value", "number from -1 to 1", required, "", "correlation of the underlying normals; replaces the file's"},
};

constexpr std::array correlation_keys{
    KeyEntry{"file", "file name", optional, "", "CSV file with a square matrix, names in its first row and column"},
    KeyEntry{"repair", "\"none\" or \"nearest\"", optional, "\"none\"",
             "what to do with a matrix that is not positive definite: refuse it, or take the nearest valid one"},
};

constexpr std::array mixture_keys{
    KeyEntry{"shocks", "list of names", optional, "",
             "the shocks that share one chi-square; [\"*\"]: all normal and Student t shocks"},
    KeyEntry{"group", "string", optional, "", "instead of `shocks`: those of this group"},
    KeyEntry{"df", "number above 2", required, "", "degrees of freedom"},
    KeyEntry{"per", "\"path\", \"year\" or \"period\"", optional, "\"path\"", "how often the chi-square is drawn"},
};

// The model's list has `probability` required, the scenarios' has not: everything else is shared.
constexpr std::array<KeyEntry, 8> make_event_keys(bool probability_required) {
    return {
        KeyEntry{"probability", "number from 0 to 1, or expression", probability_required, "",
                 "probability of an onset in a period"},
        KeyEntry{"periods", "list of periods", optional, "all", event_periods_meaning},
        KeyEntry{"timing", "table", optional, "",
                 "weights of periods, such as { Q1 = 0.25, Q2 = 0.75 }, with sum 1: at most once a year"},
        KeyEntry{"from", "period", optional, "the first", "first period in which it can happen"},
        KeyEntry{"to", "period", optional, "the last", "last period in which it can happen"},
        KeyEntry{"severity", "number or distribution", optional, "1",
                 "value of the event's name while it stands; drawn anew at each onset"},
        KeyEntry{"lasts", "number of periods, \"year\" or \"end\"", optional, "1", "how long it stands"},
        KeyEntry{"group", "string", optional, "", "layer of uncertainty that is frozen or decomposed as a whole"},
    };
}
constexpr std::array event_keys = make_event_keys(required);
constexpr std::array scenario_event_keys = make_event_keys(optional);

constexpr std::array timing_keys{KeyEntry{"*", "number", optional, "", "weight of a period such as Q3; the weights have sum 1"}};

constexpr std::array initial_keys{
    KeyEntry{"value", "number, expression or list", optional, "",
             "one value for every lag, or values newest first; expressions of base figures and parameters"},
    KeyEntry{"file", "file name", optional, "", "CSV file with a column `period` or `year`; instead of `value`"},
    KeyEntry{"column", "string", optional, "", "the column of `file`"},
};

constexpr std::array indicator_keys{
    KeyEntry{"initial", "as in [initial]", optional, "",
             "values of the years before the first, where a variable bears the same name"},
};

constexpr std::array distribution_keys{
    KeyEntry{"distribution", "string", required, "", "one of the distributions below"},
    KeyEntry{"low", "number", optional, "", "cuts the law below; the rest is scaled to 1"},
    KeyEntry{"high", "number", optional, "", "cuts the law above; the rest is scaled to 1"},
    KeyEntry{"file", "file name", optional, "", "empirical only: CSV file with the observed values"},
    KeyEntry{"column", "string", optional, "", "empirical only: the column of `file`; empty cells are passed over"},
};

constexpr std::array value_keys{KeyEntry{"value", "number", required, "", "the number itself"}};

constexpr std::array name_keys{
    KeyEntry{"en", "string", optional, "as zh", "English"},
    KeyEntry{"zh", "string", optional, "as en", "Chinese"},
};

constexpr std::array tables{
    TableEntry{"", file_keys, "Above the first [table].", without_common},
    TableEntry{"parameters.*", parameter_keys_array,
               "A number, an expression of other parameters in quotes, or a table with these keys.", with_common},
    TableEntry{"exogenous.*", exogenous_keys, "A number, a list from the first period, or a table with these keys.", with_common},
    TableEntry{"shocks.*", shock_keys, "A distribution and these keys.", with_common},
    TableEntry{"[[correlations]]", correlations_keys, "Pairs; those not listed are uncorrelated.", with_common},
    TableEntry{"[correlation]", correlation_keys, "The matrix as a whole.", with_common},
    TableEntry{"[[mixtures]]", mixture_keys, "Shocks that come large together.", with_common},
    TableEntry{"events.*", event_keys, "What happens or not in a period.", with_common},
    TableEntry{"events.*.timing", timing_keys, "When in the year the event happens.", without_common},
    TableEntry{"initial.*", initial_keys,
               "Values before the first period: a number, an expression in quotes, a list, or a table with these keys.",
               with_common},
    TableEntry{"variables.*", {}, "Words for variables; with such a table a variable is stored by default.", with_common},
    TableEntry{"indicators.*", indicator_keys, "Words for indicators.", with_common},
    TableEntry{"distribution", distribution_keys, "Wherever a distribution may stand. The keys of each distribution are numbers.",
               with_common},
    TableEntry{"value", value_keys, "How a plain number may be written wherever one may stand.", with_common},
    TableEntry{"name", name_keys, "A name in two languages.", without_common},
};

}  // namespace

FormatEntry model_format() { return {"model", "yuce-model/1", tables, "Equations, parameters, shocks and events."}; }

std::span<const KeyEntry> event_keys_of_scenarios() { return scenario_event_keys; }
std::span<const KeyEntry> parameter_keys() { return parameter_keys_array; }

}  // namespace yuce::scenarios
