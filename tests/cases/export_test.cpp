// `yuce export` as its users meet it.

#include <sys/stat.h>

#include "tests/cases/small_plan.hpp"

namespace yuce::testing {
namespace {

namespace fs = std::filesystem;

class Export : public Small {
protected:
    Export() {
        if (at.shell("yuce run batch.toml --paths 1000 --quiet").code != 0) throw std::runtime_error("the run failed");
    }
    std::string text(const std::string& name) const { return slurp(at.folder() / name); }
};

TEST_F(Export, WritesAFolderOfTidyTables) {
    const Outcome first = at.shell("yuce export small.h5 --format csv");
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_EQ(first.out, "");
    EXPECT_EQ(first.err, "18 tables in small-csv; columns.csv says what their columns are\n");
    EXPECT_EQ(text("small-csv/probabilities.csv").rfind("scenario,scenario_name_en,scenario_name_zh,target,", 0), 0U);
    EXPECT_NE(text("small-csv/not_assessed.csv").find("\nprices,"), std::string::npos);
    const std::string before = text("small-csv/quantiles.csv");
    const Outcome again = at.shell("yuce export small.h5 --quiet");
    EXPECT_EQ(again.code, 0);
    EXPECT_EQ(again.err, "");
    EXPECT_EQ(text("small-csv/quantiles.csv"), before) << "the same file gives the same tables";
}

TEST_F(Export, OneTableGoesToStandardOutput) {
    const Outcome one = at.shell("yuce export small.h5 --table goals --scenario tariff");
    EXPECT_EQ(one.code, 0) << one.err;
    EXPECT_EQ(one.err, "");
    EXPECT_EQ(one.out.rfind("scenario,scenario_name_en,scenario_name_zh,goal,goal_name_en,goal_name_zh,members,assessed,"
                            "probability,low,high\ntariff,tariff,tariff,all,all,all,2,1,0.",
                            0),
              0U)
        << one.out;
    EXPECT_EQ(at.shell("yuce export small.h5 --table goals --scenario tariff -o goals.csv").code, 0);
    EXPECT_EQ(text("goals.csv"), one.out);
    EXPECT_EQ(at.shell("yuce export small.h5 --table goals --scenario tariff --bom -o goals.csv").code, 0);
    EXPECT_EQ(text("goals.csv"), "\xEF\xBB\xBF" + one.out);
}

TEST_F(Export, WideAndJsonAreOneFileEach) {
    const Outcome wide = at.shell("yuce export small.h5 --format wide --lang zh");
    EXPECT_EQ(wide.code, 0) << wide.err;
    EXPECT_EQ(text("small-wide.csv").rfind("\xEF\xBB\xBF类别,编号,名称,", 0), 0U);
    EXPECT_EQ(at.shell("yuce export small.h5 --format wide --lang en --quiet").code, 0) << "an export is replaced";
    EXPECT_EQ(text("small-wide.csv").rfind("\xEF\xBB\xBFkind,id,name,", 0), 0U);
    EXPECT_EQ(at.shell("yuce export small.h5 --format json").code, 0);
    EXPECT_EQ(text("small.json").rfind("{\"format\": \"yuce-export/1\", \"run\": [{\"batch\": \"small\", ", 0), 0U);
    EXPECT_EQ(at.shell("yuce export small.h5 --format json -o -").out, text("small.json"));
    EXPECT_EQ(at.shell("python3 -m json.tool small.json").code, 0);
}

TEST_F(Export, ReplacesOnlyExports) {
    EXPECT_EQ(at.shell("yuce export small.h5 --format json -o batch.toml").code, 4);
    EXPECT_EQ(at.shell("yuce export small.h5 --table run -o small.h5").code, 4);
    EXPECT_EQ(at.shell("yuce show small.h5 --quiet --digest; yuce check batch.toml").code, 0);
    ASSERT_EQ(at.shell("yuce export small.h5 && touch small-csv/my_notes.txt").code, 0);
    const Outcome refused = at.shell("yuce export small.h5");
    EXPECT_EQ(refused.code, 4);
    EXPECT_EQ(refused.err,
              "error: the folder 'small-csv' is there already and holds other files\n"
              "    it would be replaced by the tables\n    give another name with -o\n");
    EXPECT_TRUE(fs::exists(at.folder() / "small-csv/my_notes.txt"));
    EXPECT_EQ(at.shell("mkdir empty && yuce export small.h5 -o empty/").code, 0) << "an empty folder is filled";
    EXPECT_TRUE(fs::exists(at.folder() / "empty/run.csv"));
}

TEST_F(Export, RefusesWhatItCannotWriteOrFind) {
    const auto refusal = [&](const std::string& rest, int code) {
        const Outcome outcome = at.shell("yuce export small.h5 " + rest);
        EXPECT_EQ(outcome.code, code) << rest << outcome.err;
        EXPECT_EQ(outcome.out, "") << rest;
        return outcome.err;
    };
    EXPECT_EQ(refusal("--table quantile", 2).find("error: there is no table 'quantile'; there are run, scenarios, "), 0U);
    EXPECT_EQ(refusal("--target growht", 2), "error: the results have no target 'growht'\n    did you mean 'growth'?\n");
    EXPECT_EQ(refusal("--scenario tarif", 2), "error: the results have no scenario 'tarif'\n    did you mean 'tariff'?\n");
    EXPECT_EQ(refusal("--indicator growh", 2), "error: the results have no indicator 'growh'\n    did you mean 'growth'?\n");
    EXPECT_EQ(refusal("--target prices", 2).find("error: the target 'prices' is not assessed: "), 0U);
    EXPECT_EQ(refusal("--format wide --table run", 2),
              "error: --table stands with --format csv, not with wide\n    leave --table out, or write --format csv\n");
    EXPECT_EQ(refusal("-o -", 2),
              "error: several tables do not fit on standard output\n    name one with --table, or use --format json\n");
    EXPECT_NE(refusal("--format xlsx", 2), "");
    EXPECT_NE(refusal("-o no/such/folder", 4).find("the output's folder 'no/such' does not exist"), std::string::npos);
    EXPECT_NE(refusal("-o batch.toml", 4).find("the output 'batch.toml' is a file"), std::string::npos);
    EXPECT_EQ(at.shell("yuce export nothing.h5").code, 4);
    EXPECT_EQ(at.shell("yuce export batch.toml").code, 4);
    EXPECT_EQ(at.shell("yuce export small.h5 --table joint -o - > /dev/full").code, 4);
    EXPECT_EQ(at.shell("trap '' XFSZ; ulimit -f 1; yuce export small.h5 --format json").code, 4) << "a full disk";
    EXPECT_EQ(at.shell("trap '' XFSZ; ulimit -f 1; yuce export small.h5").code, 4) << "a full disk";
    EXPECT_FALSE(fs::exists(at.folder() / "small-csv"));
    for (const auto& entry : fs::directory_iterator(at.folder())) {
        EXPECT_EQ(entry.path().filename().string().find(".part"), std::string::npos) << "a temporary file is left";
    }
    EXPECT_FALSE(fs::exists(at.folder() / "small.json"));
}

TEST_F(Export, ATextOfAnInputFileIsNoFormulaInASpreadsheet) {
    at.write("targets.csv", "id,comparator,value,year,name_en,class\ngrowth,ge,5.5,2025,\"=1+1\",@sum\n");
    ASSERT_EQ(at.shell("yuce run batch.toml --paths 1000 --quiet").code, 0);
    const Outcome tidy = at.shell("yuce export small.h5 --table probabilities --scenario baseline");
    EXPECT_NE(tidy.out.find(",growth,'=1+1,"), std::string::npos) << tidy.out;
    EXPECT_NE(tidy.out.find(",'@sum,"), std::string::npos) << tidy.out;
    EXPECT_NE(at.shell("yuce export small.h5 --format wide -o -").out.find(",'=1+1,"), std::string::npos);
    EXPECT_NE(at.shell("yuce export small.h5 --format json -o -").out.find("\"target_name_en\": \"=1+1\""), std::string::npos);
}

}  // namespace
}  // namespace yuce::testing
