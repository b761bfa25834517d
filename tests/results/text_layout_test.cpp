#include "results/text_layout.hpp"

#include <gtest/gtest.h>

#include "results/character_width.hpp"

namespace yuce::results {
namespace {

using Lines = std::vector<std::string>;

TEST(TextLayout, ChineseCountsTwoColumnsAndAccentsNone) {
    EXPECT_EQ(width_of("growth"), 6U);
    EXPECT_EQ(width_of("增速"), 4U);
    EXPECT_EQ(width_of("，（GDP）"), 9U);
    EXPECT_EQ(width_of("é"), 1U);
    EXPECT_EQ(width_of("e\xCC\x81"), 1U);
    EXPECT_EQ(width_of(""), 0U);
    EXPECT_EQ(width_of("\xE5\xA2"), 2U) << "a cut character is two bytes wide, nothing is read beyond";
}

TEST(TextLayout, CutNeverExceedsTheWidth) {
    EXPECT_EQ(cut("growth", 6), "growth");
    EXPECT_EQ(cut("growth_next", 8), "growth..");
    EXPECT_EQ(cut("居民消费价格涨幅", 9), "居民消..");
    EXPECT_EQ(cut("居民消费价格涨幅", 16), "居民消费价格涨幅");
    for (std::size_t w = 0; w < 20; ++w) EXPECT_LE(width_of(cut("居民a消费b价格涨幅", w)), w);
}

TEST(TextLayout, PaddingCountsColumns) {
    EXPECT_EQ(pad_right("增速", 6), "增速  ");
    EXPECT_EQ(pad_left("6", 3), "  6");
    EXPECT_EQ(pad_left("longer", 3), "longer");
}

TEST(TextLayout, WrapBreaksAtSpacesAndBetweenChineseCharacters) {
    EXPECT_EQ(wrap("one two three", 7), (Lines{"one two", "three"}));
    EXPECT_EQ(wrap("one two three", 9, "  "), (Lines{"one two", "  three"}));
    EXPECT_EQ(wrap("情景很多", 4), (Lines{"情景", "很多"}));
    EXPECT_EQ(wrap("", 10), Lines{""});
    EXPECT_EQ(wrap("unbreakable", 4), Lines{"unbreakable"});
}

TEST(TextLayout, ChineseMarksDoNotBeginALine) {
    for (const std::string& line : wrap("情景很多，目标也多，结果如下。", 8)) {
        EXPECT_NE(line.rfind("，", 0), 0U);
        EXPECT_NE(line.rfind("。", 0), 0U);
        EXPECT_LE(width_of(line), 10U);
    }
}

TEST(TextLayout, IdsBreakAfterJoints) {
    EXPECT_EQ(break_id("tariff_escalation", 12), (Lines{"tariff_", "escalation"}));
    EXPECT_EQ(break_id("baseline+tariff=20", 12), (Lines{"baseline+", "tariff=20"}));
    EXPECT_EQ(break_id("short", 12), Lines{"short"});
    EXPECT_EQ(break_id("baseline+world.scale=1.2", 10), (Lines{"baseline+", "world.", "scale=1.2"}));
    EXPECT_EQ(break_id("baseline+tariff=12.5+world.scale=1", 10), (Lines{"baseline+", "tariff=", "12.5+", "world.", "scale=1"}));
    EXPECT_EQ(break_id("world.shift=-0.5", 8), (Lines{"world.", "shift=", "-0.5"})) << "numbers hold together";
    EXPECT_EQ(unbroken_width("baseline+tariff=12.5"), 9U);
    EXPECT_EQ(unbroken_width("tariff_escalation"), 10U);
    EXPECT_EQ(break_id("tariff=1e-05+x=1e+20", 7), (Lines{"tariff=", "1e-05+", "x=1e+20"}));
    EXPECT_EQ(break_id("internationalisation", 8), (Lines{"internat", "ionalisa", "tion"}));
}

TEST(TextTable, AlignsColumnsOfMixedWidths) {
    TextTable table({Align::left, Align::right});
    table.heading({"情景", "P"});
    table.row({"baseline", "25.0"});
    table.row({});
    table.row({"关税升级", "9.1"});
    EXPECT_EQ(table.text(80),
              "  情景         P\n"
              "  --------------\n"
              "  baseline  25.0\n"
              "  --------------\n"
              "  关税升级   9.1\n");
}

TEST(TextTable, ShorterHeadingsStandAtTheBottomAndEmptyColumnsVanish) {
    TextTable table({Align::left, Align::left, Align::right});
    table.heading({"id", "", "tariff_\nescalation"});
    table.row({"a", "", "1"});
    EXPECT_EQ(table.text(80),
              "         tariff_\n"
              "  id  escalation\n"
              "  --------------\n"
              "  a            1\n");
}

TEST(TextTable, LongLabelsTakeSeveralLinesWhereTheWidthIsShort) {
    TextTable table({Align::left, Align::right});
    table.row({"a_long_identifier", "25.0"});
    EXPECT_EQ(table.text(22), "  a_long_\n    identifier    25.0\n");
    EXPECT_EQ(table.text(40), "  a_long_identifier  25.0\n");
    table.limit_first(12);
    EXPECT_EQ(table.text(40), "  a_long_\n    identifier  25.0\n");
}

TEST(TextLayout, LabelsBreakAtTheirJointsOrBetweenChineseCharacters) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(break_label("growth", 6), Lines{"growth"});
    EXPECT_EQ(break_label("baseline+tariff=20+world=1", 16), (Lines{"baseline+", "  tariff=20+", "  world=1"}));
    EXPECT_EQ(break_label("全体居民人均可支配收入增速", 16), (Lines{"全体居民人均可支", "  配收入增速"}));
}

// Facts of Unicode, one of each kind.
TEST(CharacterWidth, WideCharactersTakeTwoColumnsAndCombiningOnesNone) {
    for (const std::uint32_t c : {0x4E00U, 0x9FFFU, 0x3001U, 0xFF08U, 0xFFE5U, 0xAC00U, 0x3042U, 0x20000U, 0x1F600U, 0x231AU})
        EXPECT_EQ(width_of_character(c), 2U) << std::hex << c;
    for (const std::uint32_t c : {0x300U, 0x36FU, 0x200BU, 0x200DU, 0xFE0FU, 0x20DDU, 0x302AU, 0x3099U, 0x0E31U, 0xE0100U})
        EXPECT_EQ(width_of_character(c), 0U) << std::hex << c;
    for (const std::uint32_t c : {0x41U, 0xADU, 0xE9U, 0x3B1U, 0x2013U, 0x2026U, 0x2265U, 0x303FU, 0xFF61U, 0x10FFFFU})
        EXPECT_EQ(width_of_character(c), 1U) << std::hex << c;
}

}  // namespace
}  // namespace yuce::results
