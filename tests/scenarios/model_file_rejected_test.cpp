// Mistakes in model files, with the messages users see. Models begin with `head`, so that line 7 is their first own line.

#include <gtest/gtest.h>

#include "tests/scenarios/model_files.hpp"

namespace yuce::scenarios {
namespace {

using testing::ReadModelFile;

TEST_F(ReadModelFile, RefusesOtherFormats) {
    EXPECT_EQ(mistakes_of("format = \"yuce-scenario/1\"\nid = \"x\"\n"),
              R"(models/m.toml:1:11: error: the file is of format "yuce-scenario/1": expected `format = "yuce-model/1"`
    1 | format = "yuce-scenario/1"
      |           ^
    the file is of another kind: is it the one that was meant?
)");
}

TEST_F(ReadModelFile, RefusesLaterVersions) {
    EXPECT_EQ(mistakes_of(R"(format = "yuce-model/2"
id = "x"
)"),
              R"(models/m.toml:1:11: error: the file is of format "yuce-model/2": expected `format = "yuce-model/1"`
    1 | format = "yuce-model/2"
      |           ^
    this version of the program reads yuce-model/1 only
)");
}

TEST_F(ReadModelFile, RefusesAFileThatDoesNotSayWhatItIs) {
    EXPECT_EQ(
        mistakes_of(R"(id = "x"
[parameters]
format = "yuce-model/1"
)"),
        R"(models/m.toml:1:1: error: the file does not say what it is: expected `format = "yuce-model/1"` above the first [table]
    1 | id = "x"
      | ^
    a `format` stands below a [table] and so belongs to that table: move it to the top
)");
}

TEST_F(ReadModelFile, ListsWhatIsMissingAndWhereItStands) {
    EXPECT_EQ(mistakes_of(R"(format = "yuce-model/1"
[parameters]
frequency = "annual"
equations = "x = 1"
id = "x"
)"),
              R"(models/m.toml: error: the key 'id' is missing: short name of the model (id)
    in TOML what follows a [table] belongs to it: move `id` above the first [table], it stands in line 5
models/m.toml: error: the key 'frequency' is missing: length of a period ("annual", "quarterly" or "monthly")
    in TOML what follows a [table] belongs to it: move `frequency` above the first [table], it stands in line 3
models/m.toml: error: the key 'equations' is missing: one equation a variable, `name = expression` (equations)
    in TOML what follows a [table] belongs to it: move `equations` above the first [table], it stands in line 4
)");
}

TEST_F(ReadModelFile, RefusesOtherFrequencies) {
    EXPECT_EQ(mistakes_of(R"(format = "yuce-model/1"
id = "x"
frequency = "quaterly"
equations = "x = 1"
[events]
e = { probability = 1, periods = ["Q3"] }
)"),
              R"(models/m.toml:3:14: error: `frequency` must be "annual", "quarterly" or "monthly", it is "quaterly"
    3 | frequency = "quaterly"
      |              ^
    did you mean 'quarterly'?
)");
}

TEST_F(ReadModelFile, FindsAnAnnualBlockBelowATable) {
    EXPECT_EQ(mistakes(R"([parameters]
rho = 1
annual = '''
growth = mean(demand)
'''
)"),
              R"(models/m.toml:9:1: error: `annual` belongs to the file, not to a table
    9 | annual = '''
      | ^
    in TOML what follows a [table] belongs to it: move `annual` above the first [table]
)");
}

TEST_F(ReadModelFile, NamesUnknownKeysAndTheNearest) {
    EXPECT_EQ(mistakes(R"([parameter]
rho = 1
[shocks]
world = { distribution = "normal", sd = 1, pre = "year" }
)"),
              R"(models/m.toml:7:2: error: unknown key 'parameter'
    7 | [parameter]
      |  ^
    did you mean 'parameters'?
models/m.toml:10:44: error: normal has no key 'pre'; its keys are mean and sd
    10 | world = { distribution = "normal", sd = 1, pre = "year" }
       |                                            ^
    did you mean 'per'?
)");
}

TEST_F(ReadModelFile, RefusesNamesThatAreNone) {
    EXPECT_EQ(
        mistakes(R"([parameters]
2x = 1
year = 2
"增长" = 3
)"),
        R"(models/m.toml:8:1: error: '2x' is no valid name: names take ASCII letters, digits and _, and do not begin with a digit
    8 | 2x = 1
      | ^
    the printed name, in any script, is given by the key `name`
models/m.toml:9:1: error: 'year' is a word of the language and cannot be a name
    9 | year = 2
      | ^
models/m.toml:10:1: error: '增长' is no valid name: names take ASCII letters, digits and _, and do not begin with a digit
    10 | "增长" = 3
       | ^
    the printed name, in any script, is given by the key `name`
)");
}

TEST_F(ReadModelFile, RefusesBrokenShocks) {
    EXPECT_EQ(
        mistakes(R"([shocks]
world = 3
cost = { distribution = "student_t", df = 2, sd = 1, per = "quarter" }
oil = { sd = 1 }
)"),
        R"(models/m.toml:8:9: error: a shock must be a table with a distribution, such as { distribution = "normal", sd = 1 }
    8 | world = 3
      |         ^
models/m.toml:9:38: error: df must be above 2 (the sd is infinite), it is 2
    9 | cost = { distribution = "student_t", df = 2, sd = 1, per = "quarter" }
      |                                      ^
models/m.toml:9:61: error: `per` must be "period", "year" or "path", it is "quarter"
    9 | cost = { distribution = "student_t", df = 2, sd = 1, per = "quarter" }
      |                                                             ^
models/m.toml:10:7: error: the key 'distribution' is missing: the name of a distribution such as "normal"
    10 | oil = { sd = 1 }
       |       ^
)");
}

TEST_F(ReadModelFile, RefusesBrokenExogenous) {
    EXPECT_EQ(mistakes(R"([exogenous]
a = "0"
b = []
c = { unit = "x" }
d = { value = 1, file = "x.csv", column = "d" }
e = { value = 1, min = 3, max = 2, after = "holds" }
f = { value = [1], from = "2025" }
)"),
              R"(models/m.toml:8:6: error: `a` must be a number or a list of numbers, it is a string
    8 | a = "0"
      |      ^
    numbers stand without quotes
models/m.toml:9:5: error: 'b' is an empty list: expected a number or a list of numbers
    9 | b = []
      |     ^
models/m.toml:10:1: error: 'c' has no values: expected `value`, or `file` and `column`
    10 | c = { unit = "x" }
       | ^
models/m.toml:11:7: error: 'd' takes `value`, or `file` and `column`, not both
    11 | d = { value = 1, file = "x.csv", column = "d" }
       |       ^
models/m.toml:12:24: error: `min` of 'e' is above its `max`
    12 | e = { value = 1, min = 3, max = 2, after = "holds" }
       |                        ^
models/m.toml:12:45: error: `after` must be "hold", "repeat" or "refuse", it is "holds"
    12 | e = { value = 1, min = 3, max = 2, after = "holds" }
       |                                             ^
    did you mean 'hold'?
models/m.toml:13:28: error: expected a quarter such as "2025Q1", found "2025"
    13 | f = { value = [1], from = "2025" }
       |                            ^
)");
}

TEST_F(ReadModelFile, RefusesFilesWithoutTheColumn) {
    folder_.write("models/data.csv", "period,oil\n2025Q1,1\n");
    folder_.write("models/years.csv", "year,oil\n2025,1\n");
    EXPECT_EQ(mistakes(R"([exogenous]
a = { file = "data.csv", column = "oill" }
b = { file = "years.csv", column = "oil" }
c = { file = "dta.csv", column = "oil" }
)"),
              R"(models/m.toml:8:36: error: the file 'models/data.csv' has no column 'oill'
    8 | a = { file = "data.csv", column = "oill" }
      |                                    ^
    did you mean 'oil'?
models/m.toml:9:15: error: the file 'models/years.csv' has no column `period` to match its rows by
    9 | b = { file = "years.csv", column = "oil" }
      |               ^
models/m.toml:10:15: error: cannot read 'models/dta.csv': there is no such file
    10 | c = { file = "dta.csv", column = "oil" }
       |               ^
    did you mean 'data.csv'?
)");
}

TEST_F(ReadModelFile, RefusesRowsThatAreNotConsecutivePeriods) {
    folder_.write("models/data.csv", "period,oil\n2024Q1,1\n2024Q3,2\n2024,3\n");
    EXPECT_EQ(mistakes(R"([exogenous]
a = { file = "data.csv", column = "oil" }
)"),
              R"(models/data.csv:3:1: error: the rows must be consecutive periods: 2024Q3 follows 2024Q1
    3 | 2024Q3,2
      | ^
models/data.csv:4:1: error: expected a quarter such as "2025Q1", found "2024"
    4 | 2024,3
      | ^
)");
}

TEST_F(ReadModelFile, RefusesCellsThatAreNoNumbers) {
    folder_.write("models/data.csv", "period,oil\n2024Q1,\"1,5\"\n2024Q2,nan\n");
    EXPECT_EQ(mistakes(R"([exogenous]
a = { file = "data.csv", column = "oil" }
)"),
              R"(models/data.csv:2:8: error: expected a number, found '1,5'
    2 | 2024Q1,"1,5"
      |        ^
    the decimal sign is a point, and thousands are not separated
models/data.csv:3:8: error: expected a number, found 'nan'
    3 | 2024Q2,nan
      |        ^
    leave the cell empty where there is no value
)");
}

TEST_F(ReadModelFile, RefusesEmptyInitialValues) {
    EXPECT_EQ(mistakes(R"([initial]
demand = []
prices = true
)"),
              R"(models/m.toml:8:10: error: the initial values of 'demand' are an empty list
    8 | demand = []
      |          ^
models/m.toml:9:10: error: `prices` must be a number or an expression in quotes, it is true
    9 | prices = true
      |          ^
)");
}

TEST_F(ReadModelFile, RefusesBrokenEvents) {
    EXPECT_EQ(
        mistakes(R"([events]
heat = { severity = 2 }
cold = 0.3
)"),
        R"(models/m.toml:8:1: error: the key 'probability' is missing: probability of an onset in a period (number from 0 to 1, or expression)
    8 | heat = { severity = 2 }
      | ^
models/m.toml:9:8: error: an event must be a table, such as { probability = 0.3 }
    9 | cold = 0.3
      |        ^
)");
}

TEST_F(ReadModelFile, RefusesBrokenPairsAndMixtures) {
    EXPECT_EQ(mistakes(R"([[correlations]]
between = ["world"]
value = 0.3
[[mixtures]]
shocks = ["world"]
df = "9"
[correlation]
repair = "near"
)"),
              R"(models/m.toml:8:11: error: `between` must name two, it names 1
    8 | between = ["world"]
      |           ^
models/m.toml:12:7: error: `df` must be a number, it is a string
    12 | df = "9"
       |       ^
    numbers stand without quotes
models/m.toml:14:11: error: `repair` must be "none" or "nearest", it is "near"
    14 | repair = "near"
       |           ^
)");
}

TEST_F(ReadModelFile, RefusesTablesOfTheWrongShape) {
    EXPECT_EQ(mistakes(R"(shocks = 3
mixtures = { df = 5 }
[variables]
demand = 5
)"),
              R"(models/m.toml:7:1: error: `shocks` must be a table, it is a number
    7 | shocks = 3
      | ^
    write [shocks]
models/m.toml:8:1: error: `mixtures` must be a list of tables
    8 | mixtures = { df = 5 }
      | ^
    write [[mixtures]] above each
models/m.toml:10:10: error: [variables] takes tables of words, such as [variables.demand] with name and unit
    10 | demand = 5
       |          ^
    values before the first period stand in [initial]
)");
}

TEST_F(ReadModelFile, RefusesMatricesThatAreNoCorrelations) {
    folder_.write("models/c.csv", "name,world,cst,oil\nworld,1,0.3,\ncst,0.4,0.9,2\noil,0,2,1\n");
    EXPECT_EQ(mistakes(R"([shocks]
world = { distribution = "normal", sd = 1 }
cost = { distribution = "normal", sd = 1 }
[correlation]
file = "c.csv"
)"),
              R"(models/c.csv:1:12: error: 'cst' is no shock and no parameter with a distribution
    1 | name,world,cst,oil
      |            ^
    did you mean 'cost'?
models/c.csv:1:16: error: 'oil' is no shock and no parameter with a distribution
    1 | name,world,cst,oil
      |                ^
models/c.csv:2:13: error: the correlation of 'world' and 'oil' is empty
    2 | world,1,0.3,
      |             ^
models/c.csv:3:5: error: the file is not symmetric: 'world' and 'cst' have 0.3 in one order and 0.4 in the other
    3 | cst,0.4,0.9,2
      |     ^
models/c.csv:3:9: error: the correlation of 'cst' with itself must be 1, it is 0.9
    3 | cst,0.4,0.9,2
      |         ^
models/c.csv:3:13: error: the correlation of 'cst' and 'oil' must lie between -1 and 1
    3 | cst,0.4,0.9,2
      |             ^
)");
}

TEST_F(ReadModelFile, RefusesMatricesThatAreNotSymmetric) {
    folder_.write("models/c.csv", "name,world,cost,oil\nworld,1,0.3,0\ncost,0.4,0.9,2\noil,0,2,1\n");
    EXPECT_EQ(mistakes(R"([shocks]
world = { distribution = "normal", sd = 1 }
cost = { distribution = "normal", sd = 1 }
[correlation]
file = "c.csv"
)"),
              R"(models/c.csv:1:17: error: 'oil' is no shock and no parameter with a distribution
    1 | name,world,cost,oil
      |                 ^
models/c.csv:3:6: error: the file is not symmetric: 'world' and 'cost' have 0.3 in one order and 0.4 in the other
    3 | cost,0.4,0.9,2
      |      ^
models/c.csv:3:10: error: the correlation of 'cost' with itself must be 1, it is 0.9
    3 | cost,0.4,0.9,2
      |          ^
models/c.csv:3:14: error: the correlation of 'cost' and 'oil' must lie between -1 and 1
    3 | cost,0.4,0.9,2
      |              ^
)");
}

TEST_F(ReadModelFile, RefusesMatricesThatAreNotSquare) {
    folder_.write("models/c.csv", "name,world,cost\nworld,1,0.3\n");
    EXPECT_EQ(mistakes(R"([correlation]
file = "c.csv"
)"),
              R"(models/c.csv: error: a correlation file is square: it has 2 columns of numbers and 1 rows
)");
}

TEST_F(ReadModelFile, RefusesRowsAndColumnsOfDifferentNames) {
    folder_.write("models/c.csv", "name,world,cost\nworld,1,0.3\nworld,0.3,1\n");
    EXPECT_EQ(mistakes(R"([correlation]
file = "c.csv"
)"),
              R"(models/c.csv:3:1: error: two rows are named 'world'
    3 | world,0.3,1
      | ^
)");
}

}  // namespace
}  // namespace yuce::scenarios
