package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import java.util.ArrayList;
import java.util.List;

/** A graph of which no picture could be read: a tile for each phase, wave by wave. */
final class WaveMosaic {
    private static final int MOST_TILES = 5_000;
    private static final int ACROSS = 44;
    private static final double SIZE = 24;

    private WaveMosaic() {}

    static void draw(Markup to, Plan plan, List<GraphPicture.Card> cards) {
        List<List<Integer>> waves = new ArrayList<>();
        for (PlannedPhase phase : plan.phases()) {
            while (waves.size() <= phase.wave()) {
                waves.add(new ArrayList<>());
            }
            waves.get(phase.wave()).add(phase.index());
        }
        Page.note(
                to,
                LongText.count(plan.phases().size(), "phase") + " with "
                        + LongText.count(GraphPicture.ways(plan), "way")
                        + " between them are too many for a picture that could be read: here is a tile for each phase,"
                        + " wave by wave.");
        Table table = new Table(to, "mosaic stack", "Waves", "Wave", "Phases");
        int left = MOST_TILES;
        for (int wave = 0; wave < waves.size() && left > 0; wave++) {
            List<Integer> indexes = waves.get(wave);
            List<Integer> shown = indexes.subList(0, Math.min(left, indexes.size()));
            left -= shown.size();
            table.row(
                    "",
                    "",
                    Table.Cell.text((wave + 1) + ": " + LongText.count(indexes.size(), "phase")),
                    cell -> tiles(cell, shown, cards));
        }
        table.end();
        if (left == 0 && plan.phases().size() > MOST_TILES) {
            Page.note(to, LongText.count(plan.phases().size() - MOST_TILES, "phase") + " more have no tile here.");
        }
    }

    private static void tiles(Markup to, List<Integer> indexes, List<GraphPicture.Card> cards) {
        int across = Math.min(ACROSS, indexes.size());
        int down = (indexes.size() + ACROSS - 1) / ACROSS;
        String width = GraphPicture.number(across * SIZE);
        String height = GraphPicture.number(down * SIZE);
        to.open(
                "svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "group",
                "aria-label",
                LongText.count(indexes.size(), "phase"));
        for (int i = 0; i < indexes.size(); i++) {
            GraphPicture.Card card = cards.get(indexes.get(i));
            double x = i % ACROSS * SIZE;
            int row = i / ACROSS;
            double y = row * SIZE;
            to.open("a", "href", "#" + card.link(), "class", card.style(), "aria-label", card.about());
            to.leaf("title", card.about());
            to.open(
                            "rect",
                            "class",
                            "tile",
                            "x",
                            GraphPicture.number(x + 1),
                            "y",
                            GraphPicture.number(y + 1),
                            "width",
                            GraphPicture.number(SIZE - 3),
                            "height",
                            GraphPicture.number(SIZE - 3),
                            "rx",
                            "4")
                    .close();
            to.leaf(
                    "text",
                    card.status().startsWith("[") ? card.status().substring(1, 2) : "",
                    "class",
                    "tile-mark",
                    "x",
                    GraphPicture.number(x + SIZE / 2 - 0.5),
                    "y",
                    GraphPicture.number(y + SIZE / 2 + 3),
                    "text-anchor",
                    "middle");
            to.close();
        }
        to.close();
    }
}
