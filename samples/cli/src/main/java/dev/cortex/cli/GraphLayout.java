package dev.cortex.cli;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where the boxes and lines of a graph go, found by the layered algorithm of the
 * <a href="https://eclipse.dev/elk/">Eclipse Layout Kernel</a>. Layers are the waves of a plan. The same graph has the same
 * layout in every process. Nothing of the library is loaded before it is asked for.
 *
 * @param width of the whole
 * @param height of the whole
 * @param boxes upper left corners, in the order given
 * @param lines in the order given
 */
record GraphLayout(double width, double height, List<Point> boxes, List<Line> lines) {
    /** A place. */
    record Point(double x, double y) {}

    /**
     * What is to be connected.
     *
     * @param from index of a box
     * @param to index of a box
     */
    record Way(int from, int to) {}

    /**
     * A way, drawn.
     *
     * @param points first, last, and the corners between
     */
    record Line(List<Point> points) {
        Point end() {
            return points.get(points.size() - 1);
        }
    }

    /** Room between boxes of one layer, and between layers that lead down or to the right. */
    static final double BESIDE = 28;

    static final double BELOW = 38;
    static final double BEHIND = 76;

    /**
     * Lays a graph out.
     *
     * @param boxes how many boxes of the same size there are
     * @param width of each box
     * @param height of each box
     * @param ways between them, without cycles
     * @param down whether they lead down, and not to the right
     */
    static GraphLayout of(int boxes, double width, double height, List<Way> ways, boolean down) {
        // The library's service would look for all algorithms on the class path; this is the part of it that is needed.
        LayoutMetaDataService.initElkReflect();
        ElkNode root = root(down);
        List<ElkNode> nodes = new ArrayList<>();
        for (int i = 0; i < boxes; i++) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(width, height);
            nodes.add(node);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (Way way : ways) {
            edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(way.from()), nodes.get(way.to())));
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        return new GraphLayout(
                root.getWidth(),
                root.getHeight(),
                nodes.stream().map(node -> new Point(node.getX(), node.getY())).toList(),
                edges.stream().map(GraphLayout::line).toList());
    }

    private static ElkNode root(boolean down) {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.DIRECTION, down ? Direction.DOWN : Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(0));
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        // Parts without a connection stand beside each other, so that each wave is one layer.
        root.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, BESIDE);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, down ? BELOW : BEHIND);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.LONGEST_PATH_SOURCE);
        // What is declared first comes first, where that costs no crossing.
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        return root;
    }

    private static Line line(ElkEdge edge) {
        List<Point> points = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            points.add(new Point(section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.add(new Point(bend.getX(), bend.getY()));
            }
            points.add(new Point(section.getEndX(), section.getEndY()));
        }
        return new Line(List.copyOf(points));
    }
}
