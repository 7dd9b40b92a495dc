package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import java.util.List;

/** The graph as a part of a page: across where there is room, else down; tiles where it is too large for a picture. */
final class GraphFigure {
    private GraphFigure() {}

    /**
     * Draws it.
     *
     * @param critical whether the critical path is to be seen
     */
    static void draw(Markup to, Plan plan, List<GraphPicture.Card> cards, boolean critical) {
        if (!GraphPicture.readable(plan)) {
            WaveMosaic.draw(to, plan, cards);
            return;
        }
        GraphPicture picture = new GraphPicture(plan, cards, critical);
        if (picture.fitsAcross()) {
            figure(to, picture, "only-wide", false);
            figure(to, picture, "only-narrow", true);
        } else {
            figure(to, picture, "", true);
        }
    }

    private static void figure(Markup to, GraphPicture picture, String when, boolean down) {
        to.open(
                "div",
                "class",
                ("scroll figure " + when).strip(),
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Graph");
        picture.draw(to, down);
        to.closeLine();
    }
}
