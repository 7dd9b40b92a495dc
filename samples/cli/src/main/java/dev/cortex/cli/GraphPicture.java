package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.scenario.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph of a plan as SVG: a box for each phase with a mark and words, a line for each way, wave by wave. A way that is
 * taken after a failure or whatever happened is dashed and says so.
 */
final class GraphPicture {
    /** The largest graph of which a picture in a page can be read. */
    static final int MOST_BOXES = 250;

    private static final int MOST_WAYS = 1_000;

    /** What fits beside each other on a page. */
    private static final double PAGE = 1_160;

    private static final double HEIGHT = 52;
    private static final double NARROWEST = 148;
    private static final double WIDEST = 236;
    private static final double MARGIN = 10;
    private static final double HEADING = 22;
    private static final double CORNER = 7;

    /**
     * What a box shows.
     *
     * @param status a mark and words
     * @param style the class of its colours
     * @param about the whole of it, for those who ask or cannot see
     * @param link the place in the page that tells more; empty text for none
     */
    record Card(String status, String style, String about, String link) {}

    private enum Taken {
        AFTER(""),
        ON_FAILURE("on failure"),
        ALWAYS("always");

        private final String text;

        Taken(String text) {
            this.text = text;
        }

        static Taken of(Condition atom) {
            if (atom instanceof Condition.OnFailure) {
                return ON_FAILURE;
            }
            return atom instanceof Condition.Always ? ALWAYS : AFTER;
        }
    }

    private record Arrow(int from, int to, Taken taken) {}

    private final Plan plan;
    private final List<Card> cards;
    private final Set<String> critical;
    private final List<Arrow> arrows;
    private final double boxWidth;

    /**
     * A picture of a plan.
     *
     * @param cards what the box of each phase shows
     * @param critical whether the critical path is to be seen
     */
    GraphPicture(Plan plan, List<Card> cards, boolean critical) {
        this.plan = plan;
        this.cards = cards;
        this.critical = critical ? Set.copyOf(plan.criticalPath()) : Set.of();
        this.arrows = arrows(plan);
        this.boxWidth = boxWidth(plan, cards);
    }

    /** {@return how many ways a plan has} */
    static long ways(Plan plan) {
        return plan.phases().stream()
                .mapToLong(phase -> phase.waitsFor().size())
                .sum();
    }

    /** {@return whether somebody could read the picture} */
    static boolean readable(Plan plan) {
        return plan.phases().size() <= MOST_BOXES && ways(plan) <= MOST_WAYS;
    }

    private static List<Arrow> arrows(Plan plan) {
        Map<String, Integer> indexes = new HashMap<>();
        plan.phases().forEach(phase -> indexes.put(phase.name(), phase.index()));
        Set<Arrow> arrows = new LinkedHashSet<>();
        for (PlannedPhase phase : plan.phases()) {
            for (Condition atom : phase.phase().conditions()) {
                for (String name : atom.phases()) {
                    arrows.add(new Arrow(indexes.getOrDefault(name, phase.index()), phase.index(), Taken.of(atom)));
                }
            }
        }
        return List.copyOf(arrows);
    }

    private static double boxWidth(Plan plan, List<Card> cards) {
        double width = NARROWEST;
        for (PlannedPhase phase : plan.phases()) {
            double name = TextWidth.of(phase.name(), TextWidth.NAME) + tagWidth(phase);
            double status = TextWidth.of(cards.get(phase.index()).status(), TextWidth.SMALL);
            width = Math.max(width, Math.max(name, status) + 28);
        }
        return Math.min(WIDEST, Math.ceil(width));
    }

    private static String tag(PlannedPhase phase) {
        String gate = phase.phase().gate() ? "gate" : "";
        String parallel = phase.phase().parallel() ? "parallel" : "";
        return gate.isEmpty() || parallel.isEmpty() ? gate + parallel : gate + ", " + parallel;
    }

    private static double tagWidth(PlannedPhase phase) {
        String tag = tag(phase);
        return tag.isEmpty() ? 0 : TextWidth.of(tag, TextWidth.SMALL) + 10;
    }

    /** {@return whether the waves fit on a page beside each other} */
    boolean fitsAcross() {
        return plan.waves().size() * (boxWidth + GraphLayout.BEHIND) <= PAGE;
    }

    /**
     * Draws it as part of a page.
     *
     * @param down whether the ways lead down, and not to the right
     */
    void draw(Markup to, boolean down) {
        draw(to, down, false);
    }

    /** Draws it as a document of its own. */
    void drawAlone(Markup to) {
        draw(to, !fitsAcross(), true);
    }

    private void draw(Markup to, boolean down, boolean alone) {
        List<GraphLayout.Way> ways = arrows.stream()
                .map(arrow -> new GraphLayout.Way(arrow.from(), arrow.to()))
                .toList();
        GraphLayout layout = GraphLayout.of(cards.size(), boxWidth, HEIGHT, ways, down);
        double left = MARGIN + (down ? HEADING : 0);
        double top = MARGIN + (down ? 0 : HEADING);
        String width = number(layout.width() + left + MARGIN);
        String height = number(layout.height() + top + MARGIN);
        to.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "graph",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "group",
                "aria-label",
                "Graph of " + plan.scenario().name());
        to.leaf("title", "Graph of " + plan.scenario().name());
        to.leaf(
                "desc",
                plan.phases().size() + " phases in " + plan.waves().size()
                        + " waves. Ways lead from a phase to those that wait for it.");
        if (alone) {
            to.style(Stylesheet.GRAPH.text());
            to.open("rect", "class", "ground", "width", "100%", "height", "100%")
                    .closeLine();
        }
        waves(to, layout, down, left, top);
        for (int i = 0; i < arrows.size(); i++) {
            arrow(to, arrows.get(i), layout.lines().get(i), left, top);
        }
        for (PlannedPhase phase : plan.phases()) {
            GraphLayout.Point at = layout.boxes().get(phase.index());
            box(to, phase, cards.get(phase.index()), at.x() + left, at.y() + top);
        }
        for (int i = 0; i < arrows.size(); i++) {
            label(to, arrows.get(i), layout.lines().get(i), down, left, top);
        }
        to.closeLine();
    }

    private void waves(Markup to, GraphLayout layout, boolean down, double left, double top) {
        double gap = (down ? GraphLayout.BELOW : GraphLayout.BEHIND) / 4;
        List<Double> starts = new ArrayList<>();
        for (PlannedPhase phase : plan.phases()) {
            while (starts.size() <= phase.wave()) {
                starts.add(Double.MAX_VALUE);
            }
            GraphLayout.Point at = layout.boxes().get(phase.index());
            starts.set(phase.wave(), Math.min(starts.get(phase.wave()), down ? at.y() + top : at.x() + left));
        }
        for (int wave = 0; wave < starts.size(); wave++) {
            double start = starts.get(wave) - gap / 2;
            double size = (down ? HEIGHT : boxWidth) + gap;
            if (down) {
                rect(to, "wave", 2, start, layout.width() + left + MARGIN - 4, size, 8);
                to.leaf(
                        "text",
                        String.valueOf(wave + 1),
                        "class",
                        "wave-name",
                        "x",
                        number(MARGIN + 4),
                        "y",
                        number(start + size / 2 + 4),
                        "text-anchor",
                        "middle");
            } else {
                rect(to, "wave", start, 2, size, layout.height() + top + MARGIN - 4, 8);
                to.leaf(
                        "text",
                        "Wave " + (wave + 1),
                        "class",
                        "wave-name",
                        "x",
                        number(start + size / 2),
                        "y",
                        number(MARGIN + 8),
                        "text-anchor",
                        "middle");
            }
        }
    }

    private void box(Markup to, PlannedPhase phase, Card card, double x, double y) {
        boolean linked = !card.link().isEmpty();
        if (linked) {
            to.open("a", "href", "#" + card.link(), "aria-label", card.about());
        }
        String extra = (phase.phase().gate() ? " gate" : "") + (critical.contains(phase.name()) ? " critical" : "");
        to.open("g", "class", "box " + card.style() + extra);
        to.leaf("title", card.about());
        rect(to, "back", x, y, boxWidth, HEIGHT, CORNER);
        to.open("path", "class", "stripe", "d", stripe(x, y)).close();
        double room = boxWidth - 26 - tagWidth(phase);
        to.leaf(
                "text",
                TextWidth.clip(phase.name(), TextWidth.NAME, room),
                "class",
                "name",
                "x",
                number(x + 15),
                "y",
                number(y + 22));
        to.leaf(
                "text",
                TextWidth.clip(card.status(), TextWidth.SMALL, boxWidth - 26),
                "class",
                "status",
                "x",
                number(x + 15),
                "y",
                number(y + 40));
        String tag = tag(phase);
        if (!tag.isEmpty()) {
            to.leaf(
                    "text",
                    tag,
                    "class",
                    "tag",
                    "x",
                    number(x + boxWidth - 10),
                    "y",
                    number(y + 21),
                    "text-anchor",
                    "end");
        }
        to.close();
        if (linked) {
            to.close();
        }
    }

    /** A thick left edge that follows the box's corners. */
    private static String stripe(double x, double y) {
        return "M" + at(x + CORNER, y) + "H" + number(x + 6) + "V" + number(y + HEIGHT) + "H" + number(x + CORNER)
                + "Q" + at(x, y + HEIGHT) + " " + at(x, y + HEIGHT - CORNER) + "V" + number(y + CORNER) + "Q" + at(x, y)
                + " " + at(x + CORNER, y) + "Z";
    }

    private void arrow(Markup to, Arrow arrow, GraphLayout.Line line, double left, double top) {
        String style = "way" + (arrow.taken() == Taken.AFTER ? "" : " dashed") + (onPath(arrow) ? " critical" : "");
        List<GraphLayout.Point> points = line.points().stream()
                .map(point -> new GraphLayout.Point(point.x() + left, point.y() + top))
                .toList();
        to.open("g", "class", style);
        to.open("path", "class", "line", "d", rounded(points)).close();
        to.open("path", "class", "head", "d", head(points)).closeLine();
        to.close();
    }

    private boolean onPath(Arrow arrow) {
        String from = plan.phases().get(arrow.from()).name();
        int at = critical.isEmpty() ? -1 : plan.criticalPath().indexOf(from);
        return at >= 0
                && at + 1 < plan.criticalPath().size()
                && plan.criticalPath()
                        .get(at + 1)
                        .equals(plan.phases().get(arrow.to()).name());
    }

    private static String rounded(List<GraphLayout.Point> points) {
        StringBuilder path =
                new StringBuilder("M" + at(points.get(0).x(), points.get(0).y()));
        for (int i = 1; i < points.size() - 1; i++) {
            GraphLayout.Point corner = points.get(i);
            GraphLayout.Point in = towards(corner, points.get(i - 1));
            GraphLayout.Point out = towards(corner, points.get(i + 1));
            path.append("L").append(at(in.x(), in.y()));
            path.append("Q").append(at(corner.x(), corner.y())).append(" ").append(at(out.x(), out.y()));
        }
        GraphLayout.Point end = points.get(points.size() - 1);
        return path.append("L").append(at(end.x(), end.y())).toString();
    }

    private static GraphLayout.Point towards(GraphLayout.Point from, GraphLayout.Point to) {
        double distance = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double part = distance == 0 ? 0 : Math.min(6, distance / 2) / distance;
        return new GraphLayout.Point(from.x() + (to.x() - from.x()) * part, from.y() + (to.y() - from.y()) * part);
    }

    private static String head(List<GraphLayout.Point> points) {
        GraphLayout.Point tip = points.get(points.size() - 1);
        GraphLayout.Point before = points.get(points.size() - 2);
        double length = Math.max(1e-6, Math.hypot(tip.x() - before.x(), tip.y() - before.y()));
        double dx = (tip.x() - before.x()) / length;
        double dy = (tip.y() - before.y()) / length;
        return "M" + at(tip.x(), tip.y()) + "L" + at(tip.x() - 8 * dx - 4 * dy, tip.y() - 8 * dy + 4 * dx) + "L"
                + at(tip.x() - 8 * dx + 4 * dy, tip.y() - 8 * dy - 4 * dx) + "Z";
    }

    private static void label(Markup to, Arrow arrow, GraphLayout.Line line, boolean down, double left, double top) {
        if (arrow.taken() == Taken.AFTER) {
            return;
        }
        double x = line.end().x() + left + (down ? 7 : -10);
        double y = line.end().y() + top - (down ? 10 : 5);
        to.leaf(
                "text",
                arrow.taken().text,
                "class",
                "taken",
                "x",
                number(x),
                "y",
                number(y),
                "text-anchor",
                down ? "start" : "end");
    }

    private static void rect(Markup to, String style, double x, double y, double width, double height, double corner) {
        to.open(
                        "rect",
                        "class",
                        style,
                        "x",
                        number(x),
                        "y",
                        number(y),
                        "width",
                        number(width),
                        "height",
                        number(height),
                        "rx",
                        number(corner))
                .closeLine();
    }

    private static String at(double x, double y) {
        return number(x) + " " + number(y);
    }

    /** {@return a length in pixels, to a tenth} */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.valueOf(tenths / 10.0);
    }
}
